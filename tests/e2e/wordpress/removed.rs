//! What is left when the plugin is removed: nothing, in a network too.

use super::set_up;
use super::settings;
use super::town::{Setup, in_php};
use crate::browser::Browser;

in_every_engine!(deleting_the_plugin_leaves_nothing: chromium Chromium);
async fn deleting_the_plugin_leaves_nothing(browser: &Browser) {
    let town = set_up(&Setup::default());
    let left = "global $wpdb; $found = [];
        foreach ([$wpdb->options => 'option_name', $wpdb->usermeta => 'meta_key'] as $table => $name) {
            $value = $table === $wpdb->options ? 'option_value' : 'meta_value';
            $rows = $wpdb->get_col(\"SELECT $name FROM $table WHERE $name LIKE '%amts%' OR $value LIKE '%amts%'\");
            $found = array_merge($found, $rows);
        }
        echo implode(' ', $found);";
    let before = town.run(left);
    for option in [
        "amts_status_settings",
        "amts_status_snapshots",
        "cron",
        "active_plugins",
    ] {
        assert!(before.contains(option), "{before}");
    }
    town.log_in(browser, "administrator").await;
    browser.goto(&town.url("/wp-admin/plugins.php")).await;
    browser
        .click("document.querySelector('#deactivate-amtsstatus')")
        .await;
    browser
        .until("document.readyState === 'complete' && document.querySelector('#delete-amtsstatus')")
        .await;
    assert!(!town.run(left).contains("cron"));
    browser
        .run(
            "window.confirm = () => true; document.querySelector('#delete-amtsstatus').click()",
            &[],
        )
        .await;
    browser
        .until("document.querySelector('tr.deleted[data-slug=\"amtsstatus\"]') || !document.querySelector('tr[data-slug=\"amtsstatus\"]')")
        .await;
    assert!(!town.installed().exists());
    // WordPress itself remembers what was switched off lately.
    let after = town.run(left);
    let after: Vec<&str> = after
        .split(' ')
        .filter(|name| {
            !name.is_empty()
                && *name != "recently_activated"
                && !name.starts_with("_site_transient")
        })
        .collect();
    assert_eq!(after, Vec::<&str>::new());
}

/// Makes a network of a town, with a second site, and removes the plugin from all of it.
#[test]
fn uninstalling_reaches_every_site_of_a_network() {
    let town = set_up(&Setup::default());
    let settings = in_php(&settings(&town));
    let said = town.run(
        "require_once ABSPATH . 'wp-admin/includes/upgrade.php'; require_once ABSPATH . 'wp-admin/includes/network.php';
        global $wpdb, $current_site;
        foreach ($wpdb->tables('ms_global') as $table => $prefixed) { $wpdb->$table = $prefixed; }
        install_network();
        echo populate_network(1, '127.0.0.1', 'administrator@musterdorf.example', 'Netz', '/', false) === true ? 'network ' : 'none ';
        file_put_contents('wp-config.php', preg_replace('~^define\\(.FS_METHOD~m', \"define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false); define('DOMAIN_CURRENT_SITE', '127.0.0.1'); define('PATH_CURRENT_SITE', '/'); define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);\\n$0\", file_get_contents('wp-config.php')));"
    );
    assert_eq!(said, "network ");
    let left = "foreach (get_sites(['fields' => 'ids']) as $id) { switch_to_blog($id); \
        echo $id, get_option('amts_status_settings') === false ? '-' : '+', wp_next_scheduled('amts_status_refresh') ? '+' : '-', ' '; restore_current_blog(); }";
    town.run(&format!(
        "$id = wp_insert_site(['domain' => '127.0.0.1', 'path' => '/zwei/', 'network_id' => 1, 'user_id' => 1]);
        switch_to_blog($id);
        update_option('amts_status_settings', ['typed' => {settings}, 'used' => {settings}]);
        AmtsStatus\\keepSchedule();"
    ));
    assert_eq!(town.run(left), "1++ 2++ ");
    // Switched off for the network, it plans nothing any more on any site.
    let ended = town.run(&format!("AmtsStatus\\endSchedule(true); {left}"));
    assert_eq!(ended, "1+- 2+- ");
    town.run(
        "define('WP_UNINSTALL_PLUGIN', 'amts-status/amts-status.php'); require 'wp-content/plugins/amts-status/uninstall.php';",
    );
    // The plugin is still there, and plans anew when a page is asked for: so without it.
    assert_eq!(town.run(left), "1-- 2-- ");
}
