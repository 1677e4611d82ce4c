/** npm run check: types, lint and format. */
import { checks } from './lib/checks.mjs';
import { ensureInstalled } from './lib/workspace.mjs';

await ensureInstalled();
let isWell = true;
for (const [name, passes] of checks) {
  const passed = await passes();
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}`);
  isWell &&= passed;
}
process.exit(isWell ? 0 : 1);
