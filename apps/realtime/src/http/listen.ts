/** Listening on the address that the settings name. */
import { createServer, type Server } from 'node:net';
import { type Settings, SettingsError } from '../settings/settings.ts';
import { catalogue } from '../text/index.ts';

const { start, expected } = catalogue('sv');

/** What the system says of an address, as a line for the person who starts the product. */
const reasonOf = (error: NodeJS.ErrnoException, { host, port }: Settings): Error => {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SettingsError(start.port(`${host}:${port}`));
    case 'EACCES':
      return new SettingsError(start.portDenied(`${host}:${port}`));
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return new SettingsError(start.setting('HOST', host, expected.host));
    default:
      return error;
  }
};

/** @throws SettingsError when the address is taken, forbidden or not this machine's */
export const listen = (server: Server, settings: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(reasonOf(error, settings));
    server.once('error', fail);
    server.listen(settings.port, settings.host, () => {
      server.off('error', fail);
      resolve();
    });
  });

/**
 * Whether the address can be had, before anything is opened that a failed start would have to close while it still works.
 * @throws SettingsError as `listen` does
 */
export const checkAddress = async (settings: Settings): Promise<void> => {
  const probe = createServer();
  await listen(probe, settings);
  await new Promise((resolve) => probe.close(resolve));
};
