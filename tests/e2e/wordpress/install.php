<?php

/**
 * Installs the WordPress of a journey: one user of each role, with the theme that is named, the plugin switched on.
 */

define('WP_INSTALLING', true);
[, $look] = $argv;
$_SERVER['HTTP_HOST'] = parse_url(getenv('AMTS_WP_URL'), PHP_URL_HOST) . ':' . parse_url(getenv('AMTS_WP_URL'), PHP_URL_PORT);
$database = mysqli_init();
$database->real_connect('localhost', 'root', '', null, 0, getenv('AMTS_WP_SOCKET'));
$database->query('CREATE DATABASE ' . getenv('AMTS_WP_NAME'));
$database->close();
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_install('Gemeinde Musterdorf', 'administrator', 'administrator@musterdorf.example', true, '', 'administrator', 'de_DE');
foreach (['editor', 'author'] as $role) {
    $user = wp_insert_user(['user_login' => $role, 'user_pass' => $role, 'user_email' => "$role@musterdorf.example", 'role' => $role]);
    // The editor's greeting would stand before everything else.
    update_user_meta($user, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false, 'isComplementaryAreaVisible' => true]]);
}
update_user_meta(1, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false]]);
update_option('timezone_string', 'Europe/Berlin');
update_option('date_format', 'j. F Y');
update_option('time_format', 'G:i');
switch_theme($look);
$problem = activate_plugin('amts-status/amts-status.php');
if ($problem !== null) {
    exit($problem->get_error_message() . "\n");
}
echo "installed\n";
