/// <reference path="./citation-js.d.ts" />
/** citation-js, loaded at the first reference: most requests need none, and it takes a tenth of a second. */
import { createRequire } from 'node:module';
import type { plugins } from '@citation-js/core';
import { swedishLocale } from './locale-sv.ts';

type Tools = typeof plugins;
let loaded: Tools | undefined;

const load = (): Tools => {
  const require = createRequire(import.meta.url);
  const core: { plugins: Tools } = require('@citation-js/core');
  require('@citation-js/plugin-csl');
  core.plugins.config.get('@csl').locales.add('sv-SE', swedishLocale);
  return core.plugins;
};

export const citationTools = (): Tools => (loaded ??= load());
