import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { words } from '../words';

const ink: MantineColorsTuple = [
  '#eef3fc',
  '#dde7f7',
  '#b6caed',
  '#8bace3',
  '#6a93db',
  '#5282d6',
  '#4377cf',
  '#3463bc',
  '#2a55a6',
  '#1d4690',
];

/** White on it, and it on white, hold a contrast of 4.5 to 1 from the eighth shade on. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#e03131',
  '#c92a2a',
  '#b52424',
  '#9c1f1f',
];

const sans =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';
const monospace =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace';

/** To be called once the language is known: components of Mantine speak, too. */
export const createPortalTheme = (): MantineThemeOverride =>
  createTheme({
    colors: { ink, red },
    primaryColor: 'ink',
    primaryShade: { light: 7, dark: 7 },
    defaultRadius: 'md',
    fontFamily: sans,
    fontFamilyMonospace: monospace,
    headings: { fontFamily: sans, fontWeight: '650' },
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      Modal: {
        defaultProps: {
          closeButtonProps: { 'aria-label': words('common.close') },
          // Its <header> would be a second banner beside the page's own.
          attributes: { header: { role: 'none' } },
        },
      },
      // It moves even where motion is not wanted.
      SegmentedControl: { defaultProps: { transitionDuration: 0 } },
      Select: { defaultProps: { comboboxProps: { withinPortal: false } } },
      // Inside the landmark of its button, with nothing but items in it.
      Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    },
  });

/** Mantine's own dimmed text and outlines miss a contrast of 4.5 to 1 (WCAG 1.4.3); these hold it. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#586069',
    '--mantine-color-placeholder': '#6b727a',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#2a55a6',
  },
  dark: {
    '--mantine-color-dimmed': '#a6acb4',
    '--mantine-color-placeholder': '#949aa2',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#8bace3',
  },
});
