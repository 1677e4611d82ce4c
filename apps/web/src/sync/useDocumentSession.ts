import type { DocumentInfo } from '@samsyn/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../api/client.ts';
import { useSession } from '../app/session.tsx';
import { DocumentSession } from './session.ts';
import type { SessionSnapshot } from './status.ts';

/** What the server says of a document; the session in it follows what changes later. */
export const useDocumentInfo = (documentId: string) =>
  useQuery({
    queryKey: ['document', documentId],
    queryFn: ({ signal }) => api.get<DocumentInfo>(`/api/documents/${documentId}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The session of this account in that document, for as long as the component stands. Give it the document's id as key. */
export const useDocumentSession = (info: DocumentInfo): DocumentSession => {
  const { me } = useSession();
  const [session] = useState(() => new DocumentSession(info, me));
  useEffect(() => {
    session.start();
    return () => session.stop();
  }, [session]);
  return session;
};

export const useSnapshot = (session: DocumentSession): SessionSnapshot =>
  useSyncExternalStore(session.subscribe, session.snapshot);
