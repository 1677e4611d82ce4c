import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SAMSYN_DEV_SERVER ?? 'http://localhost:4000';

/** What the sign-in and Året share. */
const inBoth =
  /web\/src\/(main\.tsx|app\/(App\.tsx|usePageTitle\.ts|Page\.tsx))$|ui\/src\/((Paper|Notice|Thread|LinkButton|PageHead|StatusWord|Skeleton)\.tsx|Field\.module\.css)$/;

export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ['react', 'react-dom', 'yjs', 'y-protocols', 'lib0'] },
  build: {
    outDir: 'dist',
    // No inline script: the content security policy allows none.
    modulePreload: { polyfill: false },
    // Nothing becomes a data: address either.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // The sign-in and Året each load two files: what both need, and their own. Without groups it is twenty small
        // ones, whose headers alone weigh a sixth of the budget. All other pages share their parts, and those with a text
        // its editor: a slow computer takes longer to ask for twenty files than to read them. A group takes along what its
        // modules import.
        codeSplitting: {
          groups: [
            { name: 'base', priority: 5, test: inBoth },
            { name: 'sign-in', priority: 4, test: /features\/sign-in\/SignInPage\.tsx$/ },
            { name: 'year', priority: 3, test: /src\/app\/Shell\.tsx$/ },
            {
              name: 'parts',
              priority: 2,
              test: /packages\/ui\/src\/|\/(\w+Queries|useDelayed|EvidenceChart|DataView)\.tsx?$/,
            },
            { name: 'editor', priority: 1, test: /\/(CoEditor|SavedWord|useInText|useBlockInAddress)\.tsx?$/ },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': server,
      '/arkiv': server,
      '/yjs': { target: server, ws: true },
      '/socket.io': { target: server, ws: true },
    },
  },
});
