<?php

/**
 * Shows the administrator's page: Settings → Amtsstatus.
 */

namespace AmtsStatus;

const PAGE = 'amts-status';

/** Fields of several lines. */
const LONG = ['src', 'snapshot', 'keys'];

/** Tells WordPress of the page and of the one option that it changes. */
function addPage(string $plugin): void
{
    add_action('admin_menu', function (): void {
        add_options_page(text('title'), text('title'), 'manage_options', PAGE, 'AmtsStatus\showPage');
    });
    add_action('admin_init', function (): void {
        register_setting(PAGE, SETTINGS, [
            'sanitize_callback' => 'AmtsStatus\storeSettings',
            'show_in_rest' => false,
        ]);
        add_settings_section(PAGE, '', '__return_null', PAGE);
        foreach (FIELDS as $field) {
            $id = "amts-status-$field";
            add_settings_field($id, text($field), 'AmtsStatus\showField', PAGE, PAGE, ['label_for' => $id, 'field' => $field]);
        }
    });
    add_filter('plugin_action_links_' . plugin_basename($plugin), function (array $links): array {
        $address = admin_url('options-general.php?page=' . PAGE);
        $own = '<a href="' . esc_url($address) . '">' . esc_html(text('title')) . '</a>';
        return array_merge([$own], $links);
    });
}

/** Makes of what the form sent what is stored, and has it told whether that holds now. */
function storeSettings($came): array
{
    $before = get_option(SETTINGS);
    if (fixedSettings() !== null) {
        return is_array($before) ? $before : ['typed' => fields([]), 'used' => fields([])];
    }
    $stored = settingsToStore($came, is_array($before) ? $before : []);
    $good = problems($stored['typed']) === [];
    if (get_settings_errors(SETTINGS) === []) {
        add_settings_error(SETTINGS, SETTINGS, esc_html(text($good ? 'saved' : 'not_used')), $good ? 'success' : 'warning');
    }
    return $stored;
}

/** Shows the page. */
function showPage(): void
{
    echo '<div class="wrap"><h1>', esc_html(text('title')), '</h1><p>', esc_html(text('about')), '</p>';
    if (fixedSettings() !== null) {
        echo '<p><strong>', esc_html(text('fixed')), '</strong></p>';
    }
    echo '<form action="', esc_url(admin_url('options.php')), '" method="post">';
    settings_fields(PAGE);
    do_settings_sections(PAGE);
    if (fixedSettings() === null) {
        submit_button();
    }
    echo '</form><h2>', esc_html(text('usage')), '</h2><ul class="ul-disc"><li>', esc_html(text('usage_block')), '</li><li>',
        esc_html(text('usage_shortcode', '[amts-status view="compact"]')), '</li></ul></div>';
}

/** Shows a field with its problem, what it means, and what has become of it. */
function showField(array $arguments): void
{
    $field = $arguments['field'];
    $id = "amts-status-$field";
    $typed = typedSettings();
    $problem = problems($typed)[$field] ?? null;
    $disabled = fixedSettings() === null ? '' : 'disabled';
    if (in_array($field, LONG, true)) {
        echo '<textarea class="large-text code" rows="3" spellcheck="false" id="', esc_attr($id), '" name="', esc_attr(SETTINGS . "[$field]"),
            '" aria-describedby="', esc_attr("$id-help"), '" ', esc_attr($disabled), '>', esc_textarea($typed[$field]), '</textarea>';
    } else {
        echo '<input class="large-text" type="text" id="', esc_attr($id), '" name="', esc_attr(SETTINGS . "[$field]"),
            '" aria-describedby="', esc_attr("$id-help"), '" ', esc_attr($disabled), ' value="', esc_attr($typed[$field]), '">';
    }
    echo '<div id="', esc_attr("$id-help"), '">';
    if ($problem !== null) {
        echo '<p class="notice notice-warning inline">', esc_html(text($problem[0], $problem[1])), '</p>';
    }
    echo '<p class="description">', esc_html(text("{$field}_help")), '</p></div>';
    if ($field === 'snapshot') {
        showSnapshots();
    }
}

/** Shows for each address what was fetched from it. */
function showSnapshots(): void
{
    foreach (snapshotAddresses(settings()) as $address) {
        $kept = keptSnapshots()['by'][$address] ?? null;
        if ($kept !== null) {
            echo '<p><code>', esc_html($address), '</code><br>', esc_html(saidOf($kept)), '</p>';
        }
    }
}

/** Says what was fetched from an address. */
function saidOf(array $kept): string
{
    $asked = shownTime($kept['at']);
    $issued = shownTime(moment($kept['issued'] ?? ''));
    if ($kept['problem'] === null) {
        return text('fetched', $asked, $issued);
    }
    $shown = isset($kept['html']) ? text('kept', $issued) : text('none_kept');
    return text('no_fetch', $asked) . ' ' . text($kept['problem'][0], $kept['problem'][1]) . ' ' . $shown;
}

/** Writes a time as the site writes its dates. */
function shownTime(?int $time): string
{
    return $time === null ? '?' : (string) wp_date(get_option('date_format') . ', ' . get_option('time_format'), $time);
}
