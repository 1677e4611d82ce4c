/** Which browser is used: CHROMIUM_PATH, the one that comes as an npm package, or a system's Chromium. */
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

type Launch = { executablePath: string; args: string[] };
const args = ['--no-sandbox'];

/** The packaged browser unpacks itself and its libraries into a folder of the project's own. */
const packaged = async (): Promise<Launch> => {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs24.x';
  process.env['FONTCONFIG_FILE'] = join(folder, 'samsyn-fonts.conf');
  writeFileSync(process.env['FONTCONFIG_FILE'], fontsConfig(folder));
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args };
};

/** What is packaged is for this one only. */
const isPackaged = process.platform === 'linux' && process.arch === 'x64';

/**
 * Tests take the packaged browser, which has no windows and costs a third less, and is the same everywhere; what is
 * measured is measured in a system's whole one, when there is one.
 * @returns Playwright's launch options
 */
export const browserLaunch = async (prefers: 'packaged' | 'system'): Promise<Launch> => {
  const system = systemPaths.find((path) => existsSync(path));
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && existsSync(named)) return { executablePath: named, args };
  if (system === undefined || (prefers === 'packaged' && isPackaged)) return packaged();
  return { executablePath: system, args };
};
