import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';

/**
 * Where the text stands in the page. Tiptap's own component draws all of it a second time when it is mounted, for node
 * views in React, of which there are none here.
 */
export const TextHolder = ({ editor }: { editor: Editor | null }) => {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (editor === null || editor.isDestroyed) return undefined;
    const { dom } = editor.view;
    const before = dom.parentNode;
    holder.current?.append(dom);
    return () => {
      if (!editor.isDestroyed) before?.appendChild(dom);
    };
  }, [editor]);
  return <div ref={holder} />;
};
