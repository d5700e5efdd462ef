<?php

/**
 * Configures the WordPress of one journey: its database, its address, and no way out of this machine.
 */

define('DB_NAME', getenv('AMTS_WP_NAME'));
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('AMTS_WP_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', getenv('AMTS_WP_URL'));
define('WP_SITEURL', WP_HOME);
define('WP_CONTENT_DIR', __DIR__ . '/wp-content');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('FS_METHOD', 'direct');
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', __DIR__ . '/debug.log');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $kind) {
    define("{$kind}_KEY", "key of the tests: $kind");
    define("{$kind}_SALT", "salt of the tests: $kind");
}
define('DISALLOW_UNFILTERED_HTML', getenv('AMTS_WP_FILTERED') !== '');
define('DISABLE_WP_CRON', getenv('AMTS_WP_NO_CRON') !== '');
if (getenv('AMTS_WP_FIXED') !== '') {
    define('AMTS_STATUS', json_decode(getenv('AMTS_WP_FIXED'), true));
}
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
