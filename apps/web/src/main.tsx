import '@samsyn/ui/styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './api/queryClient.ts';
import { App } from './app/App.tsx';
import { startTheme } from './app/theme.ts';
import { currentLanguage } from './text/index.ts';

startTheme();
document.documentElement.lang = currentLanguage();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
