import { useCallback, useSyncExternalStore } from 'react';

/** Below this the left rail is a sheet; below the other both are. */
export const mediumRoom = '(max-width: 1179.98px)';
export const smallRoom = '(max-width: 899.98px)';

/** Whether the window fits the media query now. */
export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
};
