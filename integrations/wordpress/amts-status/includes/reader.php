<?php

/**
 * Reads a snapshot: all of it, or nothing where anything stands in it that our renderer does not write.
 *
 * The rules are those of embed/allow.js, and the list is the same: what may stand in a snapshot is generated from the renderer.
 * A browser reads HTML with a parser that mends whatever it is given. This reader mends nothing, so that there is one way to
 * read what it lets through: each tag is closed in its turn, each value stands in double quotes.
 */

namespace AmtsStatus;

use UnexpectedValueException;

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

/** So deep nothing is that the renderer writes. */
const DEPTH = 100;

/** The only references that the renderer writes. */
const REFERENCE = '&(?:amp|lt|gt|quot|#39|#x27);';

/** A comment, a tag with its attributes, or a text. */
const TOKEN = '~\G(?:<!--[^<>-]*(?:-[^<>-]+)*-->'
    . '|<(/?)([a-z][a-z0-9]*)((?: [A-Za-z][A-Za-z-]*="(?:[^"&]++|' . REFERENCE . ')*+")*+)>'
    . '|((?:[^<&]++|' . REFERENCE . ')++))~';

/** Inside these a browser would close the element before another one of the second list begins. */
const CLOSED_BY_BLOCKS = ['p', 'h2', 'h3', 'h4'];
const BLOCKS = ['details', 'dd', 'div', 'dl', 'dt', 'h2', 'h3', 'h4', 'li', 'p', 'section', 'summary', 'ul'];

/** In what these have to stand: elsewhere a browser might close an element of the page with them. */
const PARENTS = ['li' => ['ul'], 'dt' => ['dl', 'dl div'], 'dd' => ['dl', 'dl div'], 'path' => ['svg']];

/**
 * Reads the one snapshot in a text of HTML, by the list of what the renderer writes: by namespace, element and attribute the
 * values, `"*"` for any.
 *
 * @throws UnexpectedValueException where anything else stands in it, with that
 */
function readSnapshot(string $html, array $rules): Element
{
    $html = preg_replace(['~^\x{feff}~u', '~\r\n?~'], ['', "\n"], $html);
    if ($html === null || preg_match('~[\x00-\x08\x0b-\x1f\x7f]~', $html) === 1) {
        throw new UnexpectedValueException('no text in UTF-8');
    }
    $around = new Element('');
    $open = [$around];
    for ($at = 0; $at < strlen($html); $at += strlen($token[0])) {
        if (preg_match(TOKEN, $html, $token, 0, $at) !== 1) {
            throw new UnexpectedValueException(excerpt(substr($html, $at)));
        }
        $last = end($open);
        if (isset($token[4])) {
            $last->children[] = decoded($token[4]);
        } elseif (($token[1] ?? '') === '/') {
            if ($last->name !== $token[2] || $token[3] !== '') {
                throw new UnexpectedValueException($token[0]);
            }
            array_pop($open);
        } elseif (isset($token[2])) {
            $element = readElement($token[2], $token[3], $open, $rules);
            $last->children[] = $element;
            $open[] = $element;
            if (count($open) > DEPTH) {
                throw new UnexpectedValueException("<$element->name>, too deep");
            }
        } elseif (count($open) > 1) {
            throw new UnexpectedValueException($token[0]);
        }
    }
    if (count($open) > 1) {
        throw new UnexpectedValueException('<' . end($open)->name . '> is not closed');
    }
    return oneSnapshot($around);
}

/** Reads a tag below the elements that are open. */
function readElement(string $name, string $attributes, array $open, array $rules): Element
{
    $names = array_column($open, 'name');
    $allowed = $rules[$name === 'svg' || in_array('svg', $names, true) ? SVG : HTML][$name] ?? null;
    if ($allowed === null || !mayStand($name, $names)) {
        throw new UnexpectedValueException("<$name>");
    }
    preg_match_all('~ ([A-Za-z-]+)="([^"]*)"~', $attributes, $found, PREG_SET_ORDER);
    $element = new Element($name);
    foreach ($found as [, $attribute, $value]) {
        $value = decoded($value);
        if (isset($element->attributes[$attribute]) || !allows($allowed[$attribute] ?? null, $attribute, $value)) {
            throw new UnexpectedValueException(excerpt("$attribute=\"$value\""));
        }
        $element->attributes[$attribute] = $value;
    }
    return $element;
}

/** Tells whether a browser would leave an element where it stands, below the elements of these names. */
function mayStand(string $name, array $names): bool
{
    $parents = [end($names), implode(' ', array_slice($names, -2))];
    if (isset(PARENTS[$name]) && array_intersect($parents, PARENTS[$name]) === []) {
        return false;
    }
    if ($name === 'a' && in_array('a', $names, true)) {
        return false;
    }
    return !in_array($name, BLOCKS, true) || array_intersect(CLOSED_BY_BLOCKS, $names) === [];
}

/** Tells whether an attribute may have this value. */
function allows($values, string $name, string $value): bool
{
    if ($values === null) {
        return false;
    }
    if ($name === 'href') {
        return isLink($value);
    }
    return $values === '*' || array_diff($name === 'class' ? explode(' ', $value) : [$value], $values) === [];
}

/** Returns the snapshot, around which only blanks may stand. */
function oneSnapshot(Element $around): Element
{
    $found = array_filter($around->children, function ($child) {
        return !is_string($child) || trim($child, " \n\t") !== '';
    });
    $snapshot = reset($found);
    if (count($found) !== 1 || is_string($snapshot) || !$snapshot->hasClass('amts') || issued($snapshot) === null) {
        throw new UnexpectedValueException('it is not one snapshot');
    }
    return $snapshot;
}

/** Returns when a snapshot's feed was issued, as it says. Without its times it would look fresh for ever. */
function issued(Element $snapshot): ?string
{
    foreach ($snapshot->all() as $element) {
        if ($element->attribute('data-amts-issued') !== null) {
            return $element->attribute('data-amts-issued');
        }
    }
    return null;
}

/** Decodes the references in a text. */
function decoded(string $text): string
{
    return htmlspecialchars_decode($text, ENT_QUOTES | ENT_HTML5);
}

/** Returns the beginning of what was refused: whoever has put it there can mend it. */
function excerpt(string $text): string
{
    return preg_match('~^.{0,60}~su', $text, $found) === 1 ? $found[0] : '';
}
