// What of somebody else's HTML may stand in a page: a snapshot, copied if it consists of nothing but what our renderer writes.

// Whoever has put the snapshot there can mend it.
function refuse(refused) {
  throw Object.assign(new Error(), { refused });
}

// Copies the one snapshot in `html` for the document `page`. `rules` is the list of what the renderer writes (embed/allowed.json):
// by namespace, element and attribute the values, `"*"` for any. It is parsed in a document of its own, in which nothing runs
// and nothing is loaded; Trusted Types may forbid that. Throws an error that says what it has `refused` where anything else stands in it.
export function copyOf(html, rules, page) {
  const { head, body } = new DOMParser().parseFromString(html, "text/html");
  const [snapshot, ...more] = [...head.childNodes, ...body.childNodes].filter(says);
  // Without its times it would look fresh for ever.
  if (more.length > 0 || !snapshot?.matches?.(".amts") || !snapshot.querySelector("[data-amts-issued]")) refuse("it is not one snapshot");
  const nodes = snapshot.ownerDocument.createTreeWalker(snapshot, NodeFilter.SHOW_ALL & ~NodeFilter.SHOW_TEXT);
  for (let node = snapshot; node; node = nodes.nextNode()) check(node, rules);
  return page.importNode(snapshot, true);
}

// Blanks and comments stand around a snapshot.
function says(node) {
  return node.nodeType !== Node.COMMENT_NODE && (node.nodeType !== Node.TEXT_NODE || node.data.trim());
}

function check(node, rules) {
  const attributes = own(own(rules, node.namespaceURI), node.localName);
  if (!attributes) refuse(node.nodeName);
  for (const name of node.getAttributeNames()) {
    const value = node.getAttribute(name);
    if (!allows(own(attributes, name), name, value)) refuse(`${name}="${value}"`);
  }
}

function allows(values, name, value) {
  if (!values) return false;
  if (name === "href") return isLink(value);
  return values === "*" || (name === "class" ? value.split(" ") : [value]).every((one) => values.includes(one));
}

// A key of the list's own, and not one that every object has ("constructor").
function own(list, key) {
  return list && Object.hasOwn(list, key) ? list[key] : undefined;
}

// As in src/feed/contact: host.rs, web.rs, mail.rs and phone.rs.
const LABEL = "[A-Za-z0-9À-ÖØ-öø-ÿ-]+";
const HOST = `${LABEL}(\\.${LABEL})+`;
const WEB = new RegExp(`^[Hh][Tt][Tt][Pp][Ss]://${HOST}(:[0-9]*)?([/?#].*)?$`);
const MAIL = new RegExp(`^mailto:[A-Za-z0-9._+-]+@${HOST}$`);
const PHONE = /^tel:\+?[0-9]{3,15}$/;

// Tells whether an address may stand in a link.
export function isLink(address) {
  if (MAIL.test(address) || PHONE.test(address)) return true;
  return WEB.test(address) && !/[\s\\\p{Cc}]|\.$/u.test(address) && address.length <= 2_048;
}
