import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SAMSYN_DEV_SERVER ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ['react', 'react-dom', 'yjs', 'y-protocols', 'lib0'] },
  build: {
    outDir: 'dist',
    // No inline script: the content security policy allows none.
    modulePreload: { polyfill: false },
    // Nothing becomes a data: address either.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 900,
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
