<?php

/**
 * Loads the widget's script and stylesheet, on pages that show it and on no other.
 */

namespace AmtsStatus;

const SCRIPT = 'amts-status';

/** What tells optimisers and consent managers to leave the script as it is (docs/einbetten.md). */
const LEFT_ALONE = 'type="module" data-cfasync="false" data-noptimize="1" data-no-optimize="1" data-no-minify="1" nowprocket'
    . ' data-cookieconsent="ignore" data-borlabs-cookie-script-blocker-ignore';

/** Registers what lies in the bundle, and has it loaded in the head where the page's text asks for it. */
function addAssets(string $plugin): void
{
    add_action('init', function () use ($plugin): void {
        // The version of the plugin, so that a browser never has the script of one version and the core of another.
        $version = get_file_data($plugin, ['version' => 'Version'])['version'];
        wp_register_script(SCRIPT, plugins_url('bundle/amts-status.js', $plugin), [], $version, false);
        wp_register_style(SCRIPT, plugins_url('bundle/amts-status.css', $plugin), [], $version);
    });
    add_filter('script_loader_tag', function (string $tag, string $handle, string $src): string {
        return $handle === SCRIPT ? '<script ' . LEFT_ALONE . ' src="' . esc_url($src) . "\"></script>\n" : $tag;
    }, 10, 3);
    add_action('wp_enqueue_scripts', function (): void {
        $post = is_singular() ? get_post() : null;
        if ($post !== null && (has_block(BLOCK, $post) || has_shortcode($post->post_content, SHORTCODE))) {
            // Before the body is written: a stylesheet that comes later would show the snapshot bare at first.
            loadElement();
            loadSnapshotStyle();
        }
    });
    // Filters for typography leave alone what stands in the element.
    add_filter('no_texturize_tags', function (array $tags): array {
        return array_merge($tags, ['amts-status']);
    });
}

/** Has the script loaded. */
function loadElement(): void
{
    if (settings()['src'] !== '') {
        wp_enqueue_script(SCRIPT);
    }
}

/** Has the stylesheet loaded, which snapshots alone need. */
function loadSnapshotStyle(): void
{
    if (snapshotAddresses(settings()) !== []) {
        wp_enqueue_style(SCRIPT);
    }
}
