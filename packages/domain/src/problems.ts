/** Errors are values: a code that programs branch on, a status, and a sentence for a person in both languages. */
export type Language = 'sv' | 'en';

/** RFC 9457 application/problem+json, as every error of the HTTP interface is answered. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  /** 409: what is missing before this can be done */
  missing?: { kind: string; text: string }[];
  /** 422: where in the body, and what is expected there */
  errors?: { path: string; message: string }[];
};
