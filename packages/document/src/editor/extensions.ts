/** Every element and mark of ../schema.ts as a Tiptap extension, lenient about what a merge can make. */
import { type AnyExtension, type Extensions, flattenExtensions, getSchema, Node } from '@tiptap/core';
import { Image } from '@tiptap/extension-image';
import { StarterKit } from '@tiptap/starter-kit';
import type { Schema } from '@tiptap/pm/model';
import { isSafeImage, isSafeLink } from '../schema.ts';
import { BlockIds } from './blockIds.ts';
import { Citation, Claim } from './claim.ts';
import { Collaboration, type CollaborationOptions } from './collaboration.ts';
import { LocalChanges } from './localChanges.ts';
import { Comment, Deletion, Insertion, Modification } from './marks.ts';
import { tableExtensions } from './tables.ts';
import type { ReadElement } from './dom.ts';

/** What a merge can leave empty or in another order may be so: what an editor cannot build is lost to everybody. */
const lenient: Readonly<Record<string, string>> = {
  doc: 'block*',
  bulletList: 'listItem*',
  orderedList: 'listItem*',
  listItem: 'block*',
  blockquote: 'block*',
};

const withLenientContent = (extension: AnyExtension): AnyExtension => {
  const content = lenient[extension.name];
  return content !== undefined && extension instanceof Node ? extension.extend({ content }) : extension;
};

/** The kit itself, and what its list items bring along anyway. */
const broughtByOthers = new Set(['starterKit', 'listItemBranchingDeleteKeymap']);

const starterKit = (): Extensions =>
  flattenExtensions([
    StarterKit.configure({
      undoRedo: false,
      codeBlock: false,
      trailingNode: false,
      heading: { levels: [1, 2, 3, 4] },
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        isAllowedUri: (address) => isSafeLink(address),
        HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer', class: null },
      },
    }),
  ])
    .filter((extension) => !broughtByOthers.has(extension.name))
    .map(withLenientContent);

const SafeImage = Image.extend({
  parseHTML: () => [
    { tag: 'img[src]', getAttrs: (element: ReadElement) => (isSafeImage(element.getAttribute('src')) ? null : false) },
  ],
});

/** The schema's extensions: what may stand in a document, and nothing that does something by itself. */
export const documentExtensions = (): Extensions => [
  ...starterKit(),
  ...tableExtensions(),
  SafeImage,
  Claim,
  Citation,
  Insertion,
  Deletion,
  Modification,
  Comment,
  BlockIds,
];

/** What an editor of a shared document is made of. */
export const editorExtensions = (collaboration: Partial<CollaborationOptions>): Extensions => [
  ...documentExtensions(),
  LocalChanges,
  Collaboration.configure(collaboration),
];

/** @returns the ProseMirror schema of a document. */
export const schemaOf = (): Schema => getSchema(documentExtensions());
