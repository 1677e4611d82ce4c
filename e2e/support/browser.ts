/** Which browser the tests use: CHROMIUM_PATH, a system Chromium, or the one that comes as an npm package. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The packaged browser's own list of font folders names none that exists here, and without a font it falls over. */
const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;

/** @returns Playwright's launch options. The packaged browser unpacks itself and its libraries into a folder of the project's own. */
export const browserLaunch = async (): Promise<{ executablePath: string; args: string[] }> => {
  const args = ['--no-sandbox'];
  const found = [process.env['CHROMIUM_PATH'] ?? '', ...systemPaths].find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return { executablePath: found, args };
  const folder = join(import.meta.dirname, '../../node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs24.x';
  process.env['FONTCONFIG_FILE'] = join(folder, 'samsyn-fonts.conf');
  writeFileSync(process.env['FONTCONFIG_FILE'], fontsConfig(folder));
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args };
};
