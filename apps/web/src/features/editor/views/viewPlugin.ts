/** How claims and citations are drawn in the text. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorHost } from '../host.ts';
import { CitationView } from './citationView.ts';
import { ClaimView } from './claimView.ts';
import { HeadingView } from './headingView.ts';

export const viewPlugin = (host: EditorHost): Plugin =>
  new Plugin({
    key: new PluginKey('views'),
    props: {
      nodeViews: {
        claim: (node, view) => new ClaimView(node, view, host),
        heading: (node, view) => new HeadingView(node, view, host),
        citation: (node, view, getPos) => new CitationView(node, view, getPos, host),
      },
    },
  });
