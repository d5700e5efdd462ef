<?php

/**
 * Registers the block and the shortcode, by which authors show the status.
 */

namespace AmtsStatus;

const BLOCK = 'amts-status/status';
const SHORTCODE = 'amts-status';
const BLOCK_SCRIPT = 'amts-status-block';

/** Tells WordPress of both. */
function addBlock(): void
{
    add_action('init', function (): void {
        $folder = dirname(__DIR__);
        $needs = ['wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-server-side-render'];
        wp_register_script(BLOCK_SCRIPT, plugins_url('block.js', "$folder/amts-status.php"), $needs, (string) filemtime("$folder/block.js"), true);
        wp_add_inline_script(BLOCK_SCRIPT, 'window.amtsStatusTexts = ' . wp_json_encode(blockTexts()) . ';', 'before');
        register_block_type($folder, [
            'title' => text('title'),
            'description' => text('block_about'),
            'editor_style' => SCRIPT,
            'render_callback' => 'AmtsStatus\renderBlock',
        ]);
        add_shortcode(SHORTCODE, 'AmtsStatus\renderShortcode');
    });
    foreach (['the_content', 'widget_text_content'] as $text) {
        // After the paragraphs were made, and before shortcodes are read.
        add_filter($text, 'AmtsStatus\ownParagraphs');
    }
    add_action('enqueue_block_editor_assets', 'AmtsStatus\loadElement');
}

/** Writes the block, with the classes that the theme and the author give it. */
function renderBlock(array $attributes): string
{
    $markup = statusMarkup($attributes);
    return $markup === '' ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $markup . '</div>';
}

/** Writes the shortcode. */
function renderShortcode($attributes): string
{
    return statusMarkup(is_array($attributes) ? $attributes : []);
}

/**
 * Ends the paragraph before each shortcode, and goes on with it behind: a browser would close the paragraph at the first block of
 * a snapshot, and with it the element. Where bold text or a link is still open there, all stays as it is.
 */
function ownParagraphs(string $html): string
{
    $other = '(?:(?!</?p\b)[^[])*+';
    $shortcode = '\[' . SHORTCODE . '(?:\s[^][]*)?\]';
    $paragraph = "~<p\b([^>]*)>($other(?:\[$other)*)</p>~";
    $divided = preg_replace_callback($paragraph, function (array $found) use ($shortcode): string {
        [$whole, $attributes, $inner] = $found;
        $pieces = preg_split("~\s*(?:<br />)?\s*($shortcode)\s*(?:<br />)?\s*~", $inner, -1, PREG_SPLIT_DELIM_CAPTURE);
        $parts = '';
        foreach ($pieces as $n => $piece) {
            if (preg_match_all('~<(?!br\b|img\b|/)~', $piece) !== preg_match_all('~</~', $piece)) {
                return $whole;
            }
            $parts .= $n % 2 === 1 ? $piece : (trim($piece) === '' ? '' : "<p$attributes>$piece</p>");
        }
        return count($pieces) > 1 ? $parts : $whole;
    }, $html);
    // A text that is too much for the pattern stays as it is.
    return $divided ?? $html;
}

/** Returns the texts that block.js shows. */
function blockTexts(): array
{
    $texts = [];
    foreach (array_keys(TEXTS) as $name) {
        if (preg_match('~^(block|view|only|lang|theme|density|heading)(_|$)~', $name) === 1) {
            $texts[$name] = text($name);
        }
    }
    return $texts;
}
