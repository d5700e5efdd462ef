<?php

/**
 * Decides what an administrator's settings mean, and what is wrong with them.
 *
 * What was typed is kept as it is, whatever it is. What holds on the pages is the last of it that had no problem.
 */

namespace AmtsStatus;

/** The option: `typed` has the fields as they were typed, `used` what holds. */
const SETTINGS = 'amts_status_settings';

const FIELDS = ['src', 'snapshot', 'sentence', 'keys', 'feed'];
const MIRRORS = 16;
const SNAPSHOT_ADDRESSES = 16;
const SENTENCE_LENGTH = 500;

/** How the line of a public key begins, and the bytes of what follows it (RFC 8709, section 4), up to the key itself. */
const KEY_KIND = 'ssh-ed25519';
const KEY_HEAD = "\0\0\0\x0bssh-ed25519\0\0\0\x20";
const KEY_LENGTH = 32;

/** Returns what holds on the pages: a text for each field, empty where it is not set. */
function settings(): array
{
    return fixedSettings() ?? fields(get_option(SETTINGS)['used'] ?? []);
}

/** Returns what was typed last. */
function typedSettings(): array
{
    return fixedSettings() ?? fields(get_option(SETTINGS)['typed'] ?? []);
}

/**
 * Returns the settings that wp-config.php has for all sites, if it has any:
 * `define('AMTS_STATUS', ['src' => 'https://…', 'snapshot' => 'https://…']);`
 */
function fixedSettings(): ?array
{
    if (!defined('AMTS_STATUS') || !is_array(constant('AMTS_STATUS'))) {
        return null;
    }
    $fixed = fields(constant('AMTS_STATUS'));
    return problems($fixed) === [] ? $fixed : fields([]);
}

/** Makes of what came from a form what is stored. */
function settingsToStore($came, array $before): array
{
    // WordPress asks twice where there is no such option yet: the second time for what this has returned.
    if (is_array($came) && isset($came['typed'])) {
        return $came;
    }
    $typed = fields($came);
    $used = problems($typed) === [] ? $typed : fields($before['used'] ?? []);
    return ['typed' => $typed, 'used' => $used];
}

/** Returns all fields as texts, whatever came. */
function fields($came): array
{
    $fields = [];
    foreach (FIELDS as $field) {
        $text = is_array($came) && isset($came[$field]) && is_string($came[$field]) ? $came[$field] : '';
        $fields[$field] = trim(str_replace("\r\n", "\n", $text));
    }
    return $fields;
}

/**
 * Finds what is wrong: by field the name of a text, and what stands in its place.
 *
 * @return array<string, array{string, string}>
 */
function problems(array $fields): array
{
    $problems = [];
    foreach (['src' => MIRRORS, 'snapshot' => SNAPSHOT_ADDRESSES] as $field => $most) {
        $wrong = array_diff(words($fields[$field]), array_filter(words($fields[$field]), 'AmtsStatus\isWebAddress'));
        if ($wrong !== []) {
            $problems[$field] = ['problem_src', reset($wrong)];
        } elseif (count(words($fields[$field])) > $most) {
            $problems[$field] = ['problem_many', (string) $most];
        }
    }
    [$keys, $wrong] = readKeys($fields['keys']);
    if ($wrong !== null) {
        $problems['keys'] = ['problem_keys', $wrong];
    }
    if (preg_match('~^[a-z0-9_.-]{0,64}$~D', $fields['feed']) !== 1) {
        $problems['feed'] = ['problem_feed', ''];
    } elseif ($fields['feed'] === '' && $keys !== []) {
        $problems['feed'] = ['problem_feed_missing', ''];
    }
    if (preg_match('~^.{0,' . SENTENCE_LENGTH . '}$~Dsu', $fields['sentence']) !== 1) {
        $problems['sentence'] = ['problem_sentence', (string) SENTENCE_LENGTH];
    }
    return $problems;
}

/** Returns the words of a text. */
function words(string $text): array
{
    return preg_split('~\s+~', $text, -1, PREG_SPLIT_NO_EMPTY);
}

/**
 * Reads keys, one on each line as in a `.pub` file, whose comment is left out.
 *
 * @return array{string[], ?string} the keys as the element takes them, and the first line that is none
 */
function readKeys(string $text): array
{
    $keys = [];
    foreach (preg_split('~\n~', $text, -1, PREG_SPLIT_NO_EMPTY) as $line) {
        $words = words($line);
        if ($words === []) {
            continue;
        }
        $bytes = $words[0] === KEY_KIND ? (string) base64_decode($words[1] ?? '', true) : '';
        if (strlen($bytes) !== strlen(KEY_HEAD) + KEY_LENGTH || strncmp($bytes, KEY_HEAD, strlen(KEY_HEAD)) !== 0) {
            return [$keys, trim($line)];
        }
        $keys[] = "$words[0] $words[1]";
    }
    return [$keys, null];
}

/** Returns the addresses from which snapshots are fetched: none where keys are pinned, since a snapshot is not signed. */
function snapshotAddresses(array $settings): array
{
    return $settings['keys'] === '' ? array_values(array_unique(words($settings['snapshot']))) : [];
}
