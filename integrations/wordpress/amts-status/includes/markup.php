<?php

/**
 * Writes the element for a page: what an author may choose, and what the administrator has set.
 */

namespace AmtsStatus;

/** The widget's languages. */
const LANGS = 'de|de-simple|en|tr|uk|ar|ru';

/** What an author may choose: for each attribute what its value has to look like. Never addresses and keys. */
const CHOICES = [
    'view' => '~^(full|compact)$~D',
    'only' => '~^[a-z0-9_.-]{1,64}( [a-z0-9_.-]{1,64})*$~D',
    'lang' => '~^(' . LANGS . ')$~D',
    'theme' => '~^(light|dark)$~D',
    'density' => '~^compact$~D',
    'heading' => '~^[1-6]$~D',
];

/** Writes the element with what stands in it until the widget is there. Empty where no address is set. */
function statusMarkup(array $chosen): string
{
    $settings = settings();
    if ($settings['src'] === '') {
        return current_user_can('edit_posts') ? startTag('p', []) . escaped(text('not_set_up')) . '</p>' : '';
    }
    $attributes = ['src' => implode(' ', words($settings['src']))];
    if ($settings['keys'] !== '') {
        $attributes += ['keys' => implode(' ', readKeys($settings['keys'])[0]), 'feed' => $settings['feed']];
    }
    $attributes += choices($chosen);
    loadElement();
    // The line break tells the script that the element was closed.
    return startTag('amts-status', $attributes) . content($settings, $attributes) . "</amts-status>\n";
}

/** Returns what of an author's attributes may be used. */
function choices(array $chosen): array
{
    $choices = [];
    foreach (CHOICES as $name => $pattern) {
        $value = $chosen[$name] ?? '';
        $value = is_scalar($value) ? implode(' ', words((string) $value)) : '';
        if (preg_match($pattern, $value) === 1) {
            $choices[$name] = $value;
        }
    }
    return $choices;
}

/** Writes what stands in the element: a snapshot that shows what was chosen, else the administrator's sentence. */
function content(array $settings, array $attributes): string
{
    $compact = ($attributes['view'] ?? '') === 'compact';
    $snapshot = isset($attributes['only']) ? null : snapshotFor($attributes['lang'] ?? pageLang(), $compact);
    if ($snapshot !== null) {
        loadSnapshotStyle();
        // Some hosts would write addresses of e-mail anew, for a script to read.
        return '<!--email_off-->' . write($snapshot) . '<!--/email_off-->';
    }
    return $settings['sentence'] === '' ? '' : startTag('p', []) . escaped($settings['sentence']) . '</p>';
}

/** Returns the language in which the widget speaks on this site's pages, where none is chosen. */
function pageLang(): string
{
    $lang = strtolower(get_bloginfo('language'));
    $primary = explode('-', $lang)[0];
    return in_array($primary, explode('|', LANGS), true) ? $primary : 'de';
}
