<?php

/**
 * Has all texts of the plugin, in German and English: two languages need no files of translations.
 */

namespace AmtsStatus;

const TEXTS = [
    'title' => ['Amtsstatus', 'Amtsstatus'],
    'about' => [
        'Zeigt bei einem IT-Ausfall, was im Rathaus geht und was nicht. Was hier steht, gilt für alle Blöcke „Amtsstatus“ und für den Shortcode [amts-status].',
        'Shows what works in the town hall while its IT is down, and what does not. What is set here holds for every block “Amtsstatus” and for the shortcode [amts-status].',
    ],
    'src' => ['Adressen der Statusdatei', 'Addresses of the status feed'],
    'src_help' => [
        'Jede auf einer eigenen Zeile, mit https:// am Anfang. Antwortet eine nicht, wird die nächste gefragt. Die Browser Ihrer Besucher fragen nur diese Adressen und diesen Server.',
        'One on each line, beginning with https://. Where one does not answer, the next is asked. Your visitors’ browsers ask these addresses and this server, and no other.',
    ],
    'snapshot' => ['Adressen der Schnappschüsse', 'Addresses of the snapshots'],
    'snapshot_help' => [
        'Der Stand als einfaches HTML, wie ihn „amtsstatus site“ oder „amtsstatus render“ schreibt. Er steht auf der Seite, bevor das Widget da ist, und auch dort, wo kein Skript läuft. Ihr Server holt ihn alle zwei Minuten. Für andere Sprachen und für die Ansicht in einer Zeile nennen Sie weitere Adressen, jede auf einer eigenen Zeile.',
        'The status as plain HTML, as “amtsstatus site” or “amtsstatus render” writes it. It stands on the page before the widget is there, and also where no script runs. Your server fetches it every two minutes. For other languages and for the view in one line, name more addresses, one on each line.',
    ],
    'sentence' => ['Satz für den Notfall', 'Sentence for emergencies'],
    'sentence_help' => [
        'Steht auf der Seite, wenn weder Widget noch Schnappschuss da sind. Nennen Sie eine Telefonnummer.',
        'Stands on the page where there is neither widget nor snapshot. Name a telephone number.',
    ],
    'keys' => ['Schlüssel der Pressestelle', 'Keys of the press office'],
    'keys_help' => [
        'Nur wenn Ihre Statusdatei unterschrieben ist. Jeder Schlüssel auf einer eigenen Zeile; sie beginnt mit ssh-ed25519. Der Schlüssel aus dem Tresor steht zuletzt. Mit Schlüsseln wird kein Schnappschuss gezeigt, denn er ist nicht unterschrieben.',
        'Only where your status feed is signed. One key on each line, which begins with ssh-ed25519. The key from the safe comes last. With keys no snapshot is shown, since it is not signed.',
    ],
    'feed' => ['Kurzname der Statusdatei', 'Short name of the status feed'],
    'feed_help' => ['Die „id“ aus der Statusdatei. Sie gehört zu den Schlüsseln.', 'The “id” in the status feed. It belongs to the keys.'],

    'problem_src' => [
        'Das ist keine Adresse mit https://: %s. Kopieren Sie die Adresse am besten aus dem Browser.',
        'This is no address with https://: %s. It is best to copy the address from the browser.',
    ],
    'problem_many' => ['Das sind zu viele Adressen. Nennen Sie höchstens %s.', 'These are too many addresses. Name %s at most.'],
    'problem_keys' => [
        'Das ist kein vollständiger Schlüssel: %s. Kopieren Sie die ganze Zeile aus der Datei mit der Endung .pub.',
        'This is no complete key: %s. Copy the whole line from the file that ends with .pub.',
    ],
    'problem_feed' => [
        'Ein Kurzname hat kleine Buchstaben von a bis z, Ziffern, Punkt, Bindestrich und Unterstrich, höchstens 64 Zeichen.',
        'A short name has small letters from a to z, digits, full stop, hyphen and underscore, 64 characters at most.',
    ],
    'problem_feed_missing' => [
        'Zu Schlüsseln gehört der Kurzname: Ohne ihn könnte die Meldung einer anderen Stadt erscheinen, die derselbe Dienstleister unterschreibt.',
        'Keys need the short name: without it the news of another town might appear that the same provider signs.',
    ],
    'problem_sentence' => ['Der Satz ist zu lang. Höchstens %s Zeichen.', 'The sentence is too long. %s characters at most.'],
    'not_used' => [
        'Noch nicht übernommen: Auf den Seiten gilt, was vorher eingestellt war. Ihre Eingaben sind gespeichert; was fehlt, steht bei den Feldern.',
        'Not yet in use: on the pages holds what was set before. What you typed is kept; what is missing stands at the fields.',
    ],
    'saved' => ['Gespeichert. Das gilt jetzt auf allen Seiten.', 'Saved. This now holds on all pages.'],
    'fixed' => [
        'Für diese Website in wp-config.php festgelegt und deshalb hier nicht zu ändern.',
        'Set for this site in wp-config.php, and so not to be changed here.',
    ],
    'usage' => ['So kommt der Stand auf eine Seite', 'How to show the status on a page'],
    'usage_block' => ['Im Block-Editor: Block „Amtsstatus“ einfügen.', 'In the block editor: insert the block “Amtsstatus”.'],
    'usage_shortcode' => [
        'Im klassischen Editor: den Shortcode auf eine eigene Zeile schreiben, zum Beispiel %s.',
        'In the classic editor: write the shortcode on a line of its own, such as %s.',
    ],

    'fetched' => ['Geholt am %1$s Uhr. Stand der Angaben: %2$s Uhr.', 'Fetched on %1$s. The information is of %2$s.'],
    'no_fetch' => ['Zuletzt versucht am %s Uhr, ohne Erfolg.', 'Last tried on %s, without success.'],
    'kept' => ['Gezeigt wird der Schnappschuss, der zuletzt gut war. Stand der Angaben: %s Uhr.', 'The last good snapshot is shown. The information is of %s.'],
    'none_kept' => ['Es ist noch keiner da.', 'There is none yet.'],
    'unreachable' => ['Der Server antwortet nicht (%s).', 'The server does not answer (%s).'],
    'status' => ['Der Server antwortet mit %s. Eine Weiterleitung wird nicht befolgt.', 'The server answers with %s. Redirects are not followed.'],
    'too_large' => ['Die Datei ist größer als 512 KB.', 'The file is larger than 512 KB.'],
    'refused' => [
        'Es steht etwas anderes darin, als „amtsstatus render“ schreibt (%s). Davon wird nichts gezeigt.',
        'Something else stands in it than “amtsstatus render” writes (%s). Nothing of it is shown.',
    ],

    'not_set_up' => [
        'Amtsstatus ist noch nicht eingerichtet. Die Administration trägt unter Einstellungen → Amtsstatus die Adresse der Statusdatei ein. Besucher sehen hier nichts.',
        'Amtsstatus is not set up yet. An administrator enters the address of the status feed at Settings → Amtsstatus. Visitors see nothing here.',
    ],
    'block_about' => [
        'Zeigt bei einem IT-Ausfall, was im Rathaus geht und was nicht.',
        'Shows what works in the town hall while its IT is down.',
    ],
    'block_shown' => ['Was gezeigt wird', 'What is shown'],
    'view' => ['Ansicht', 'View'],
    'view_full' => ['alles', 'everything'],
    'view_compact' => ['eine Zeile zum Aufklappen', 'one line that unfolds'],
    'only' => ['Nur diese Einträge', 'Only these entries'],
    'only_help' => ['Kurznamen aus der Statusdatei, mit Leerzeichen getrennt. Leer: alle.', 'Ids of the status feed, separated by blanks. Empty: all.'],
    'lang' => ['Sprache', 'Language'],
    'lang_page' => ['wie die Seite', 'as the page'],
    'theme' => ['Hell oder dunkel', 'Light or dark'],
    'theme_page' => ['wie die Seite', 'as the page'],
    'theme_light' => ['hell', 'light'],
    'theme_dark' => ['dunkel', 'dark'],
    'density' => ['Abstände', 'Spacing'],
    'density_wide' => ['normal', 'normal'],
    'density_compact' => ['kleiner', 'smaller'],
    'heading' => ['Ebene der Überschrift', 'Level of the heading'],
];

/** Returns a text in the reader's language: German where that is one kind of German, else English. `$values` fill its places. */
function text(string $name, string ...$values): string
{
    $german = strncmp(is_admin() ? get_user_locale() : get_locale(), 'de', 2) === 0;
    return vsprintf(TEXTS[$name][$german ? 0 : 1], $values);
}
