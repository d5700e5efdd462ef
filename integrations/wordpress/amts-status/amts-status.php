<?php

/**
 * Begins the plugin: WordPress reads its name here, and everything that it does is in includes/.
 *
 * Plugin Name:       Amtsstatus
 * Description:       Zeigt bei einem IT-Ausfall, was im Rathaus geht: als Block und als Shortcode [amts-status].
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           EUPL-1.2
 */

namespace AmtsStatus;

defined('ABSPATH') || exit;

foreach (glob(__DIR__ . '/includes/*.php') as $part) {
    require $part;
}

addBlock();
addAssets(__FILE__);
addSchedule(__FILE__);
addPage(__FILE__);
