<?php

/**
 * Writes elements as HTML that no other filter of WordPress reads as anything but text.
 */

namespace AmtsStatus;

/** Writes an element and what is in it. */
function write(Element $element): string
{
    $html = startTag($element->name, $element->attributes);
    foreach ($element->children as $child) {
        $html .= is_string($child) ? escaped($child) : write($child);
    }
    return "$html</$element->name>";
}

/** Writes the tag with which an element begins. */
function startTag(string $name, array $attributes): string
{
    $html = "<$name";
    foreach ($attributes as $attribute => $value) {
        $html .= " $attribute=\"" . escaped($value) . '"';
    }
    return "$html>";
}

/**
 * Writes a text with a reference for everything but letters, digits, blanks and what is not ASCII, and for the 8 too.
 *
 * WordPress filters what stands in a page once more: square brackets would be shortcodes, straight quotes become curly, two
 * hyphens a dash, and the 8 of "Raum 8)" a face with sunglasses. The references are hexadecimal, since a decimal one for a
 * bracket is decoded by do_shortcode(), which may run twice.
 */
function escaped(string $text): string
{
    return preg_replace_callback('~[\x00-\x1f!-/8:-@\[-`{-\x7f]~', function (array $found): string {
        return sprintf('&#x%x;', ord($found[0]));
    }, $text);
}
