// The block in the editor: what it shows is written by the server, as on the page; beside it stands what may be chosen.
(({ blocks, blockEditor, components, element, serverSideRender: ServerSideRender }, texts) => {
  const { createElement: create } = element;
  const { PanelBody, SelectControl, TextControl, Disabled } = components;

  const option = (value, label) => ({ value, label });
  // The languages' own names, as the widget has them.
  const LANGS = [
    option("de", "Deutsch"),
    option("de-simple", "Leichte Sprache"),
    option("en", "English"),
    option("tr", "Türkçe"),
    option("uk", "Українська"),
    option("ar", "العربية"),
    option("ru", "Русский"),
  ];
  const CHOICES = {
    view: [option("", texts.view_full), option("compact", texts.view_compact)],
    lang: [option("", texts.lang_page), ...LANGS],
    theme: [option("", texts.theme_page), option("light", texts.theme_light), option("dark", texts.theme_dark)],
    density: [option("", texts.density_wide), option("compact", texts.density_compact)],
    heading: ["", "1", "3", "4", "5", "6"].map((level) => option(level, level || "2")),
  };

  function Edit({ attributes, setAttributes }) {
    const control = (name) => {
      const props = { key: name, label: texts[name], value: attributes[name], onChange: (value) => setAttributes({ [name]: value }) };
      return CHOICES[name] ? create(SelectControl, { ...props, options: CHOICES[name] }) : create(TextControl, { ...props, help: texts[`${name}_help`] });
    };
    return create(
      "div",
      blockEditor.useBlockProps(),
      create(
        blockEditor.InspectorControls,
        null,
        create(PanelBody, { title: texts.block_shown }, ["view", "only", "lang", "theme", "density", "heading"].map(control)),
      ),
      // Its links lead nowhere here.
      create(Disabled, null, create(ServerSideRender, { block: "amts-status/status", attributes })),
    );
  }

  blocks.registerBlockType("amts-status/status", { edit: Edit, save: () => null });
})(window.wp, window.amtsStatusTexts);
