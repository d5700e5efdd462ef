<?php

/**
 * Fetches the snapshots, and keeps the last good one of each address.
 */

namespace AmtsStatus;

use UnexpectedValueException;

/**
 * The option: `tried` is when they were fetched last; `by` has for each address its good snapshot (`html`, `lang`, `compact`,
 * `issued`), when it was asked (`at`), and what was wrong then (`problem`: the name of a text, and what stands in its place).
 */
const SNAPSHOTS = 'amts_status_snapshots';

const LARGEST = 512 * 1024;
const PATIENCE = 5;

/** Fetches the snapshot of every address that is set. */
function refreshSnapshots(): void
{
    $kept = keptSnapshots();
    $addresses = snapshotAddresses(settings());
    if ($addresses === [] && $kept['by'] === []) {
        return;
    }
    $by = array_intersect_key($kept['by'], array_flip($addresses));
    // First, so that nobody else begins meanwhile.
    update_option(SNAPSHOTS, ['tried' => time(), 'by' => $by], false);
    foreach ($addresses as $address) {
        $by[$address] = fetchSnapshot($address) + ($by[$address] ?? []);
        // One by one: a server may end what takes long.
        update_option(SNAPSHOTS, ['tried' => time(), 'by' => $by], false);
    }
}

/** Returns what is kept. */
function keptSnapshots(): array
{
    $kept = get_option(SNAPSHOTS);
    return ['tried' => $kept['tried'] ?? 0, 'by' => $kept['by'] ?? []];
}

/** Asks one address. Returns what is new: the snapshot, or the problem. */
function fetchSnapshot(string $address): array
{
    $answer = wp_safe_remote_get($address, [
        'timeout' => PATIENCE,
        'redirection' => 0,
        'limit_response_size' => LARGEST + 1,
        // What is packed may become much larger than that.
        'decompress' => false,
        'headers' => ['Accept' => 'text/html', 'Accept-Encoding' => 'identity'],
    ]);
    $asked = ['at' => time()];
    if (is_wp_error($answer)) {
        return $asked + ['problem' => ['unreachable', $answer->get_error_message()]];
    }
    $status = (int) wp_remote_retrieve_response_code($answer);
    $html = wp_remote_retrieve_body($answer);
    if ($status !== 200) {
        return $asked + ['problem' => ['status', (string) $status]];
    }
    if (strlen($html) > LARGEST) {
        return $asked + ['problem' => ['too_large', '']];
    }
    try {
        $snapshot = readSnapshot($html, rules());
    } catch (UnexpectedValueException $refused) {
        return $asked + ['problem' => ['refused', $refused->getMessage()]];
    }
    return $asked + ['problem' => null, 'html' => $html] + told($snapshot);
}

/** Returns what a snapshot says of itself. */
function told(Element $snapshot): array
{
    $compact = array_filter($snapshot->all(), function (Element $element) {
        return $element->hasClass('amts-compact');
    });
    return [
        'lang' => $snapshot->attribute('lang') ?? '',
        'compact' => $compact !== [],
        'issued' => (string) issued($snapshot),
    ];
}

/** Returns the list of what may stand in a snapshot, which lies in the bundle. */
function rules(): array
{
    $list = json_decode((string) file_get_contents(dirname(__DIR__) . '/bundle/amts-allowed.json'), true);
    return is_array($list) ? $list : [];
}

/** Returns the snapshot for a language and a view, as old as it is now; `null` where there is none. */
function snapshotFor(string $lang, bool $compact): ?Element
{
    $by = keptSnapshots()['by'];
    foreach (snapshotAddresses(settings()) as $address) {
        $kept = $by[$address] ?? [];
        if (!isset($kept['html']) || $kept['lang'] !== $lang || $kept['compact'] !== $compact) {
            continue;
        }
        try {
            // Read again, since the plugin may have become a newer one with another list.
            $snapshot = readSnapshot($kept['html'], rules());
        } catch (UnexpectedValueException $refused) {
            continue;
        }
        age($snapshot, time());
        return $snapshot;
    }
    return null;
}
