/** After a form was sent with mistakes: to the first of them, once its words stand beside it. */
export const focusFirstMistake = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
};
