// The attributes as properties of the element, for the frameworks and scripts that set those: `element.src = "status.json"`.

// Set when the bundle is made: each attribute's name, and whether it is a flag. `lang` is not among them, since every HTML
// element has it.
const properties = PROPERTIES;

// As the core reads a flag (src/attributes.rs).
function isOn(text) {
  return text !== null && text.trim().toLowerCase() !== "false";
}

export function declareProperties(prototype) {
  for (const [name, flag] of Object.entries(properties)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        const text = this.getAttribute(name);
        return flag ? isOn(text) : text;
      },
      // What frameworks set where a condition does not hold takes the attribute away.
      set(value) {
        if (value === undefined || value === null || value === false) this.removeAttribute(name);
        else this.setAttribute(name, value === true ? "" : value);
      },
    });
  }
}

// What was set before the element was defined is a property of that one element. It would hide the one above for ever.
export function takeEarlyProperties(element) {
  for (const name of Object.keys(properties)) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}
