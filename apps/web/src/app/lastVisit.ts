const key = 'samsyn.signedIn';

/** Whether somebody was signed in here when the product was last open: a guess, used only to fetch its parts early. */
export const wasSignedIn = (): boolean => {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
};

export const rememberSignedIn = (isSignedIn: boolean): void => {
  try {
    if (isSignedIn) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // Then the next visit asks first and fetches afterwards.
  }
};
