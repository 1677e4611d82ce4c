/** A document's text as HTML for visitors: what the schema knows, escaped; open suggestions read as rejected. */
import { attr, childrenOf, type DocNode, isSafeLink, rejectSuggestions } from '@samsyn/document';
import { type Html, html } from './html.ts';

const marked = (node: DocNode): Html =>
  (node.marks ?? []).reduce<Html>(
    (inner, mark) => {
      switch (mark.type) {
        case 'bold':
          return html`<strong>${inner}</strong>`;
        case 'italic':
          return html`<em>${inner}</em>`;
        case 'underline':
          return html`<u>${inner}</u>`;
        case 'strike':
          return html`<s>${inner}</s>`;
        case 'code':
          return html`<code>${inner}</code>`;
        case 'link': {
          const href = mark.attrs?.['href'];
          return typeof href === 'string' && isSafeLink(href)
            ? html`<a href="${href}" rel="noopener">${inner}</a>`
            : inner;
        }
        default:
          return inner;
      }
    },
    html`${node.text ?? ''}`,
  );

const children = (node: DocNode): Html[] => childrenOf(node).map(render);

// The page's title is its h1: the document's headings begin at h2.
const headingOf = (node: DocNode): Html => {
  const level = Math.max(2, Number(node.attrs?.['level'] ?? 2));
  return level === 2 ? html`<h2>${children(node)}</h2>` : html`<h3>${children(node)}</h3>`;
};

const render = (node: DocNode): Html => {
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'hardBreak':
      return html`<br />`;
    case 'heading':
      return headingOf(node);
    case 'paragraph':
      return childrenOf(node).length > 0 ? html`<p>${children(node)}</p>` : html``;
    case 'bulletList':
      return html`<ul>
        ${children(node)}
      </ul>`;
    case 'orderedList':
      return html`<ol>
        ${children(node)}
      </ol>`;
    case 'listItem':
      return html`<li>${children(node)}</li>`;
    case 'blockquote':
      return html`<blockquote>${children(node)}</blockquote>`;
    case 'horizontalRule':
      return html`<hr />`;
    case 'table':
      return html`<table>
        <tbody>
          ${children(node)}
        </tbody>
      </table>`;
    case 'tableRow':
      return html`<tr>
        ${children(node)}
      </tr>`;
    case 'tableHeader':
      return html`<th scope="col">${children(node)}</th>`;
    case 'tableCell':
      return html`<td>${children(node)}</td>`;
    case 'image':
      return html`<img src="${attr(node, 'src') ?? ''}" alt="${attr(node, 'alt') ?? ''}" />`;
    case 'citation':
      return html``;
    default:
      return html`<div>${children(node)}</div>`;
  }
};

export const documentHtml = (body: DocNode): Html => html`${children(rejectSuggestions(body))}`;
