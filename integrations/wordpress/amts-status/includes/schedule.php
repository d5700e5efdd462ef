<?php

/**
 * Has the snapshots fetched in the background.
 */

namespace AmtsStatus;

/** The event of WP-Cron. */
const REFRESH = 'amts_status_refresh';
const EVERY = 'amts_status_every_two_minutes';
const INTERVAL = 120;

/** After this time without WP-Cron, which some servers switch off, a visit does it. */
const OVERDUE = 600;

/** Tells WordPress when to fetch. */
function addSchedule(string $plugin): void
{
    add_filter('cron_schedules', function (array $schedules): array {
        return $schedules + [EVERY => ['interval' => INTERVAL, 'display' => text('title')]];
    });
    add_action(REFRESH, 'AmtsStatus\refreshSnapshots');
    add_action('init', 'AmtsStatus\keepSchedule');
    add_action('shutdown', 'AmtsStatus\refreshIfOverdue');
    foreach (['add_option_', 'update_option_'] as $when) {
        // At once, so that the page with the settings can say what became of it.
        add_action($when . SETTINGS, 'AmtsStatus\refreshSnapshots');
    }
    register_deactivation_hook($plugin, 'AmtsStatus\endSchedule');
}

/** Plans nothing any more: on this site, or on all of a network for which the plugin is switched off. */
function endSchedule(bool $everywhere): void
{
    if (!$everywhere) {
        wp_clear_scheduled_hook(REFRESH);
        return;
    }
    foreach (get_sites(['fields' => 'ids', 'number' => 0]) as $site) {
        switch_to_blog($site);
        wp_clear_scheduled_hook(REFRESH);
        restore_current_blog();
    }
}

/** Has the event planned where there is something to fetch, and only there. */
function keepSchedule(): void
{
    $planned = wp_next_scheduled(REFRESH) !== false;
    $wanted = snapshotAddresses(settings()) !== [];
    if ($wanted && !$planned) {
        wp_schedule_event(time(), EVERY, REFRESH);
    } elseif ($planned && !$wanted) {
        wp_clear_scheduled_hook(REFRESH);
    }
}

/** Fetches once the page is sent, if nothing else has done it for long. */
function refreshIfOverdue(): void
{
    $overdue = keptSnapshots()['tried'] + OVERDUE < time();
    if (!$overdue || wp_doing_cron() || wp_installing() || snapshotAddresses(settings()) === []) {
        return;
    }
    if (function_exists('fastcgi_finish_request')) {
        fastcgi_finish_request();
    }
    refreshSnapshots();
}
