/** The peer: the same schema in Tiptap with its own Collaboration and CollaborationCaret, over the stock provider. */
import { documentExtensions } from '@samsyn/document/editor';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const documentId = new URLSearchParams(location.search).get('document') ?? '';
const doc = new Y.Doc();
const provider = new WebsocketProvider(`${location.origin.replace('http', 'ws')}/yjs`, documentId, doc, {
  disableBc: true,
});
const paper = document.querySelector<HTMLElement>('#paper');

provider.once('sync', () => {
  new Editor({
    element: paper,
    extensions: [
      ...documentExtensions(),
      Collaboration.configure({ fragment: doc.getXmlFragment('body') }),
      CollaborationCaret.configure({ provider, user: { name: 'Jag', color: '#1f5c4a' } }),
    ],
  });
});
