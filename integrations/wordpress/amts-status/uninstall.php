<?php

/**
 * Removes all that the plugin has stored, on every site of a network.
 */

namespace AmtsStatus;

defined('WP_UNINSTALL_PLUGIN') || exit;

$sites = is_multisite() ? get_sites(['fields' => 'ids', 'number' => 0]) : [get_current_blog_id()];
foreach ($sites as $site) {
    if (is_multisite()) {
        switch_to_blog($site);
    }
    delete_option('amts_status_settings');
    delete_option('amts_status_snapshots');
    wp_clear_scheduled_hook('amts_status_refresh');
    if (is_multisite()) {
        restore_current_blog();
    }
}
