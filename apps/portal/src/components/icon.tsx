import type { ReactElement } from 'react';

/** Strokes on a 24 × 24 grid. */
const PATHS = {
  bell: 'M6.5 17v-6a5.5 5.5 0 0 1 11 0v6 M4.5 17h15 M10.5 20h3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  half: 'M12 4a8 8 0 1 0 0 16V4z M12 4a8 8 0 0 1 0 16',
  cross: 'M6.5 6.5l11 11 M17.5 6.5l-11 11',
  question: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3 M12 18v.1',
  code: 'M8.5 7.5 4 12l4.5 4.5 M15.5 7.5 20 12l-4.5 4.5',
  bolt: 'M13 3.5 5.5 13.500H12l-1 7 7.5-10H12l1-7z',
  clock: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 7.500V12l3 2',
  chip: 'M7 7h10v10H7z M10 3.500V7 M14 3.500V7 M10 17v3.5 M14 17v3.5 M3.5 10H7 M3.5 14H7 M17 10h3.5 M17 14h3.5',
  pages: 'M8 3.500h8.500L20 7v10H8z M16 17v3.500H4v-13h4',
  ban: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M6 6l12 12',
  eye: 'M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6z M12 9.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  'eye-off':
    'M4 4l16 16 M9.5 6.300A9 9 0 0 1 12 6c5.7 0 9 6 9 6a16 16 0 0 1-2.5 3.1 M6.3 8.300A15 15 0 0 0 3 12s3.3 6 9 6c1.3 0 2.5-.3 3.5-.8',
  minus: 'M6 12h12',
  upload: 'M12 16V4.5 M7.5 9 12 4.5 16.5 9 M4.5 16v3.500h15V16',
  download: 'M12 4.500V16 M7.5 11.5 12 16l4.5-4.5 M4.5 16v3.500h15V16',
  file: 'M6 3.500h8L18.5 8v12.500H6z M13.5 3.500V8.500h5',
  pencil: 'M4.5 19.500l1-4.500L16 4.500l3.5 3.500L9 18.500z M14 6.5 17.5 10',
  trash: 'M4.5 7h15 M9.5 7V4.500h5V7 M6.5 7l1 13h9l1-13',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.500v2 M12 19.500v2 M2.5 12h2 M19.5 12h2 M5.3 5.300l1.4 1.4 M17.3 17.300l1.4 1.4 M5.3 18.700l1.4-1.4 M17.3 6.700l1.4-1.4',
  moon: 'M19.5 14A8 8 0 0 1 10 4.500a8 8 0 1 0 9.5 9.500z',
  key: 'M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M11 12.3 19.5 4 M16 7.500l2.5 2.5',
  'chevron-right': 'M9.5 6l6 6-6 6',
  'chevron-down': 'M6 9.500l6 6 6-6',
  'sign-out': 'M14 4.500H5v15h9 M10 12h10.5 M17 8.500l3.5 3.5-3.5 3.5',
  list: 'M8.5 6.500H20 M8.5 12H20 M8.5 17.500H20 M4 6.500h.1 M4 12h.1 M4 17.500h.1',
  hourglass:
    'M6.5 3.500h11 M6.5 20.500h11 M7.5 3.500c0 4 4.5 5.5 4.5 8.500s-4.5 4.5-4.5 8.5 M16.5 3.500c0 4-4.5 5.5-4.5 8.500s4.5 4.5 4.5 8.5',
  shield: 'M12 3.5 5 6.500v5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9v-5z M9 12l2.2 2.200L15.3 10',
  warning: 'M12 4 3 19.500h18z M12 10v4.5 M12 17v.1',
  info: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 11v5 M12 8v.1',
  play: 'M8 5.500v13l10.5-6.500z',
  user: 'M12 4.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z M5 20c.5-4 3.3-6 7-6s6.5 2 7 6',
  copy: 'M8.5 8.500h11v11h-11z M15.5 8.500v-4h-11v11h4',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4 M19.5 4v4h-4',
  book: 'M12 6.500C10 5 7.5 4.5 4 4.500v13.500c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.500c-3.5 0-6 .5-8 2z M12 6.500V20',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  readonly size?: number;
}

/** Decoration only: a word beside it, or an aria-label on its button, carries the meaning. */
export function Icon({ name, size = 18 }: IconProps): ReactElement {
  return (
    <svg
      aria-hidden
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
