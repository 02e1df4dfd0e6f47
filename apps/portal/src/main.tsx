import './api/jitless';
import '@mantine/core/styles.css';
import './styles/tones.css';
import './styles/base.css';
import './styles/forms.css';
import './styles/report.css';
import './styles/evidence.css';
import './styles/charts.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/queries';
import { router } from './app/routes';
import { createPortalTheme, cssVariables } from './app/theme';
import { Announcer } from './components/announcer';
import { speakViewersLanguage } from './words';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

void speakViewersLanguage().then(() => {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={createPortalTheme()}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={createQueryClient()}>
          <Announcer>
            <RouterProvider router={router} />
          </Announcer>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
});
