// The peer of `bench first-sight`: the same feed, shown by the smallest element that a developer would write with lit. It has
// no search, no languages, no offline copy and no signatures, and keeps none of the promises of docs/faults.md.

import { LitElement, css, html } from "lit";

const text = (value) => (typeof value === "string" ? value : (value?.de ?? ""));
const STATES = { available: "geht", limited: "eingeschränkt", unavailable: "geht nicht", elsewhere: "geht anderswo" };

class PeerStatus extends LitElement {
  static properties = { src: {}, feed: { state: true } };
  static styles = css`
    :host {
      display: block;
      font: 1rem/1.5 system-ui, sans-serif;
    }
    li {
      border-bottom: 1px solid #c9d1d9;
      padding: 0.5em 0;
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.timer = setInterval(() => this.load(), 300_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async load() {
    const answer = await fetch(this.src, { credentials: "omit", cache: "no-cache" });
    if (answer.ok) this.feed = await answer.json();
  }

  render() {
    if (!this.feed) return html`<p>Wird geladen …</p>`;
    const { incident, entries } = this.feed;
    return html`
      <h2>${text(incident?.title)}</h2>
      <p>${text(incident?.summary)}</p>
      <ul>
        ${entries.map((entry) => this.entry(entry))}
      </ul>
    `;
  }

  entry({ name, state, note, routes = [], parts = [] }) {
    return html`<li>
      <strong>${text(name)}</strong> ${STATES[state] ?? ""}
      <p>${text(note)}</p>
      ${routes.map(({ number, email, url }) => {
        if (number) return html`<a href="tel:${number}">${number}</a> `;
        return email ? html`<a href="mailto:${email}">${email}</a> ` : html`<a href=${url}>${url}</a> `;
      })}
      ${parts.length ? html`<ul>${parts.map((part) => this.entry(part))}</ul>` : ""}
    </li>`;
  }
}

customElements.define("peer-status", PeerStatus);
