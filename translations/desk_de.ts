<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>OwnershipRows</name>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Misses</source>
        <translation>Lückenhaft</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message numerus="yes">
        <source>%n heartbeat(s) in a row were not answered</source>
        <translation>
            <numerusform>%n Herzschlag blieb ohne Antwort</numerusform>
            <numerusform>%n Herzschläge in Folge blieben ohne Antwort</numerusform>
        </translation>
    </message>
    <message>
        <source>Answered the last heartbeat</source>
        <translation>Hat den letzten Herzschlag beantwortet</translation>
    </message>
    <message>
        <source>any</source>
        <translation>alle</translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n Worker</numerusform>
            <numerusform>%n Worker</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silent</source>
        <translation>
            <numerusform>%n stumm</numerusform>
            <numerusform>%n stumm</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 paths, the last %2 are listed</source>
        <translation>%1 Pfade, die letzten %2 stehen hier</translation>
    </message>
    <message numerus="yes">
        <source>%n path(s)</source>
        <translation>
            <numerusform>%n Pfad</numerusform>
            <numerusform>%n Pfade</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 requests/s</source>
        <translation>%1 Anfragen/s</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>Pfade</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Worker: its GUID, which it keeps when it connects again</source>
        <translation>Worker: seine GUID, die er behält, wenn er sich neu verbindet</translation>
    </message>
    <message>
        <source>State: Silent after three heartbeats in a row without an answer; its paths then go to others when they are asked for</source>
        <translation>Zustand: Stumm nach drei Herzschlägen in Folge ohne Antwort; seine Pfade gehen dann an andere, sobald nach ihnen gefragt wird</translation>
    </message>
    <message>
        <source>Heard: how long ago its last message came</source>
        <translation>Gehört: wie lange seine letzte Nachricht her ist</translation>
    </message>
    <message>
        <source>Paths: how many belong to it</source>
        <translation>Pfade: wie viele ihm gehören</translation>
    </message>
    <message>
        <source>Per second: requests it was given over the last second</source>
        <translation>Je Sekunde: Anfragen, die er in der letzten Sekunde bekam</translation>
    </message>
    <message>
        <source>Waiting: requests it has not answered yet</source>
        <translation>Wartend: Anfragen, die er noch nicht beantwortet hat</translation>
    </message>
    <message>
        <source>Requests: all it was given since it connected</source>
        <translation>Anfragen: alle, die er seit der Verbindung bekam</translation>
    </message>
    <message>
        <source>Address: where it connects from</source>
        <translation>Adresse: von wo er sich verbindet</translation>
    </message>
    <message>
        <source>Announced: paths it owns by its own word; any = whatever comes, in turn</source>
        <translation>Angemeldet: Pfade, die ihm nach eigener Angabe gehören; alle = was kommt, reihum</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Path: all requests to it go to one worker</source>
        <translation>Pfad: alle Anfragen an ihn gehen an einen Worker</translation>
    </message>
    <message>
        <source>Worker: whom it belongs to</source>
        <translation>Worker: wem er gehört</translation>
    </message>
    <message>
        <source>Asked for: how long ago it was last asked for; after a day it is free again</source>
        <translation>Gefragt: wie lange die letzte Anfrage her ist; nach einem Tag ist er wieder frei</translation>
    </message>
</context>
<context>
    <name>desk::ActionSource</name>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
    <message>
        <source>arranges the windows so</source>
        <translation>ordnet die Fenster so an</translation>
    </message>
    <message>
        <source>switches it off</source>
        <translation>schaltet es aus</translation>
    </message>
    <message>
        <source>does it</source>
        <translation>führt es aus</translation>
    </message>
</context>
<context>
    <name>desk::AlarmsSection</name>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Last events</source>
        <translation>Letzte Ereignisse</translation>
    </message>
    <message>
        <source>Press to chart it</source>
        <translation>Drücken, um es als Diagramm zu zeigen</translation>
    </message>
    <message>
        <source>Nothing is outside its limits.</source>
        <translation>Nichts ist außerhalb seiner Grenzen.</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>desk::AnalysisPanel</name>
    <message>
        <source>A spectrum needs numbers; this parameter has states.</source>
        <translation>Ein Spektrum braucht Zahlen; dieser Parameter hat Zustände.</translation>
    </message>
    <message>
        <source>only the newest %1 samples of %2; %3 older ones left out</source>
        <translation>nur die neuesten %1 Messwerte von %2; %3 ältere weggelassen</translation>
    </message>
    <message>
        <source>a recording could not be read in full: samples may be missing</source>
        <translation>eine Aufzeichnung war nicht ganz lesbar: Messwerte können fehlen</translation>
    </message>
    <message>
        <source>XY plot</source>
        <translation>XY-Diagramm</translation>
    </message>
    <message>
        <source>Scatter by time</source>
        <translation>Streuung nach Zeit</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Spectrum (FFT)</source>
        <translation>Spektrum (FFT)</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>%1 (nothing received yet)</source>
        <translation>%1 (noch nichts empfangen)</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>One parameter against another, over the time that the charts show. Drag two parameters here from a table, or choose them.</source>
        <translation>Ein Parameter gegen einen anderen, über die Zeit, die die Diagramme zeigen. Ziehen Sie zwei Parameter aus einer Tabelle hierher oder wählen Sie sie aus.</translation>
    </message>
    <message>
        <source>One parameter over the time that the charts show. Drag it here from a table, or choose it.</source>
        <translation>Ein Parameter über die Zeit, die die Diagramme zeigen. Ziehen Sie ihn aus einer Tabelle hierher oder wählen Sie ihn aus.</translation>
    </message>
    <message>
        <source>Cancelled. Press F5 to take it anew.</source>
        <translation>Abgebrochen. F5 nimmt es neu auf.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No values that can be shown between %1 and %2. Show a longer time or choose other parameters.</source>
        <translation>Zwischen %1 und %2 gibt es keine Werte, die gezeigt werden können. Zeigen Sie eine längere Zeit oder wählen Sie andere Parameter.</translation>
    </message>
    <message>
        <source>Choose a parameter…</source>
        <translation>Parameter wählen …</translation>
    </message>
    <message>
        <source>cursor —</source>
        <translation>Cursor —</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 Messwerte</translation>
    </message>
    <message>
        <source>%1 invalid left out</source>
        <translation>%1 ungültige weggelassen</translation>
    </message>
    <message>
        <source>%1 gaps</source>
        <translation>%1 Lücken</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Kind of analysis</source>
        <translation>Art der Analyse</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Progress of the analysis</source>
        <translation>Fortschritt der Analyse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Swap X and Y</source>
        <translation>X und Y tauschen</translation>
    </message>
    <message>
        <source>Take anew</source>
        <translation>Neu aufnehmen</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show as table…</source>
        <translation>Als Tabelle zeigen …</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Export data as CSV…</source>
        <translation>Daten als CSV exportieren …</translation>
    </message>
    <message>
        <source>Bins</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>As many as fit the values</source>
        <translation>So viele, wie zu den Werten passen</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>Power spectral density</source>
        <translation>Spektrale Leistungsdichte</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Points of a segment</source>
        <translation>Punkte eines Abschnitts</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Von selbst</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Another export is still being written.</source>
        <translation>Ein anderer Export wird noch geschrieben.</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>Daten exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg)</source>
        <translation>PNG (*.png);;SVG (*.svg)</translation>
    </message>
    <message>
        <source>false</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>true</source>
        <translation>wahr</translation>
    </message>
</context>
<context>
    <name>desk::Application</name>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULIERT</translation>
    </message>
</context>
<context>
    <name>desk::AxisEditor</name>
    <message>
        <source>&amp;Fit to the data</source>
        <translation>&amp;An die Daten anpassen</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>&amp;Logarithmisch</translation>
    </message>
    <message>
        <source>Axis %1</source>
        <translation>Achse %1</translation>
    </message>
    <message>
        <source>&amp;Upper end</source>
        <translation>&amp;Oberes Ende</translation>
    </message>
    <message>
        <source>L&amp;ower end</source>
        <translation>&amp;Unteres Ende</translation>
    </message>
    <message>
        <source>Both ends must be numbers, such as %1.</source>
        <translation>Beide Enden müssen Zahlen sein, etwa %1.</translation>
    </message>
    <message>
        <source>The lower end must be less than the upper one.</source>
        <translation>Das untere Ende muss kleiner sein als das obere.</translation>
    </message>
    <message>
        <source>The range is too large.</source>
        <translation>Der Bereich ist zu groß.</translation>
    </message>
    <message>
        <source>The range is too small for numbers of that size.</source>
        <translation>Der Bereich ist zu klein für Zahlen dieser Größe.</translation>
    </message>
    <message>
        <source>A logarithmic axis begins above zero.</source>
        <translation>Eine logarithmische Achse beginnt über null.</translation>
    </message>
</context>
<context>
    <name>desk::BetweennessPage</name>
    <message>
        <source>Exact: shortest ways from all %1 nodes.</source>
        <translation>Genau: kürzeste Wege von allen %1 Knoten.</translation>
    </message>
    <message>
        <source>A sample: shortest ways from %1 of %2 nodes, drawn at random; the largest values are right to about %3.</source>
        <translation>Eine Stichprobe: kürzeste Wege von %1 von %2 Knoten, zufällig gezogen; die größten Werte stimmen auf etwa %3.</translation>
    </message>
    <message>
        <source>As of %1, graph %2.</source>
        <translation>Stand %1, Graph %2.</translation>
    </message>
    <message>
        <source>Betweenness</source>
        <translation>Zentralität</translation>
    </message>
    <message>
        <source>Betweenness, by a sample</source>
        <translation>Zentralität, nach einer Stichprobe</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>What the table shows</source>
        <translation>Was die Tabelle zeigt</translation>
    </message>
    <message>
        <source>By number of links</source>
        <translation>Nach Verbindungen</translation>
    </message>
    <message>
        <source>By latency</source>
        <translation>Nach Latenz</translation>
    </message>
    <message>
        <source>What makes a way short</source>
        <translation>Was einen Weg kurz macht</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share: of the shortest ways between all pairs of nodes</source>
        <translation>Anteil: an den kürzesten Wegen zwischen allen Paaren von Knoten</translation>
    </message>
    <message>
        <source>No shortest way leads over anything: there are no links that work.</source>
        <translation>Kein kürzester Weg führt über etwas: Es gibt keine Verbindungen, die arbeiten.</translation>
    </message>
    <message>
        <source>Nodes by betweenness</source>
        <translation>Knoten nach Zentralität</translation>
    </message>
    <message>
        <source>Links by betweenness</source>
        <translation>Verbindungen nach Zentralität</translation>
    </message>
    <message>
        <source>What share of the shortest ways between two other nodes leads over a node, or over a link (there with its ends). Of several equally short ways each counts its part. Many ways over one place mean load now and detours when it fails. Up to 500 nodes it is exact; in larger fleets the ways from 500 nodes are a sample. The tables have the 200 largest.</source>
        <translation>Welcher Anteil der kürzesten Wege zwischen zwei anderen Knoten über einen Knoten oder eine Verbindung führt (dort mit ihren Enden). Von mehreren gleich kurzen Wegen zählt jeder seinen Teil. Viele Wege über eine Stelle bedeuten jetzt Last und Umwege, wenn sie ausfällt. Bis 500 Knoten ist es genau; in größeren Flotten sind die Wege von 500 Knoten eine Stichprobe. Die Tabellen haben die 200 größten.</translation>
    </message>
</context>
<context>
    <name>desk::ChangeWords</name>
    <message>
        <source>node added</source>
        <translation>Knoten hinzugekommen</translation>
    </message>
    <message>
        <source>node removed</source>
        <translation>Knoten entfernt</translation>
    </message>
    <message>
        <source>health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>node changed</source>
        <translation>Knoten geändert</translation>
    </message>
    <message>
        <source>link added</source>
        <translation>Verbindung hinzugekommen</translation>
    </message>
    <message>
        <source>link removed</source>
        <translation>Verbindung entfernt</translation>
    </message>
    <message>
        <source>link up</source>
        <translation>Verbindung steht</translation>
    </message>
    <message>
        <source>link down</source>
        <translation>Verbindung ausgefallen</translation>
    </message>
    <message>
        <source>link flapped</source>
        <translation>Verbindung kurz weg</translation>
    </message>
    <message>
        <source>link changed</source>
        <translation>Verbindung geändert</translation>
    </message>
    <message>
        <source>not defined any more</source>
        <translation>nicht mehr definiert</translation>
    </message>
    <message>
        <source>defined</source>
        <translation>definiert</translation>
    </message>
    <message>
        <source>first seen in telemetry</source>
        <translation>erstmals in der Telemetrie</translation>
    </message>
    <message>
        <source>silent since %1</source>
        <translation>stumm seit %1</translation>
    </message>
    <message>
        <source>one end failed</source>
        <translation>ein Ende ausgefallen</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
</context>
<context>
    <name>desk::ChangesPanel</name>
    <message>
        <source>known from %1</source>
        <translation>bekannt ab %1</translation>
    </message>
    <message>
        <source>No change passes the filter.</source>
        <translation>Keine Änderung passt zum Filter.</translation>
    </message>
    <message>
        <source>Nothing changed in this time. Nodes and links that come, go or change their state appear here.</source>
        <translation>In dieser Zeit hat sich nichts geändert. Knoten und Verbindungen, die kommen, gehen oder ihren Zustand ändern, erscheinen hier.</translation>
    </message>
    <message>
        <source>Changes %1 – %2</source>
        <translation>Änderungen %1 – %2</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Export the changes</source>
        <translation>Änderungen exportieren</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Choose another place.</source>
        <translation>%1 wurde nicht geschrieben: %2. Bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Put the cursor there</source>
        <translation>Cursor dorthin setzen</translation>
    </message>
    <message>
        <source>List what changed since then</source>
        <translation>Änderungen seit dann auflisten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>Shown time</source>
        <translation>Gezeigte Zeit</translation>
    </message>
    <message>
        <source>Cursor to now</source>
        <translation>Cursor bis jetzt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Between which moments: what the time conductor shows, its cursor and now, or a time and now</source>
        <translation>Zwischen welchen Augenblicken: was die Zeitleiste zeigt, ihr Cursor und jetzt, oder eine Zeit und jetzt</translation>
    </message>
    <message>
        <source>Since when; for example 14:03, -10m or 2026-325T14:03:07Z</source>
        <translation>Seit wann; zum Beispiel 14:03, -10m oder 2026-325T14:03:07Z</translation>
    </message>
    <message>
        <source>Filter changes</source>
        <translation>Änderungen filtern</translation>
    </message>
    <message>
        <source>Only changes that hold all of these words</source>
        <translation>Nur Änderungen, in denen alle diese Wörter stehen</translation>
    </message>
    <message>
        <source>Which kinds of changes are listed</source>
        <translation>Welche Arten von Änderungen aufgelistet werden</translation>
    </message>
    <message>
        <source>Show in picture: mark what came, went or changed</source>
        <translation>Im Bild zeigen: markieren, was kam, ging oder sich änderte</translation>
    </message>
    <message>
        <source>Export the shown changes as CSV</source>
        <translation>Gezeigte Änderungen als CSV exportieren</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Node or link</source>
        <translation>Knoten oder Verbindung</translation>
    </message>
    <message>
        <source>Reason and values</source>
        <translation>Grund und Werte</translation>
    </message>
</context>
<context>
    <name>desk::ChartHeader</name>
    <message>
        <source>not in it</source>
        <translation>nicht darin</translation>
    </message>
    <message>
        <source>of another kind</source>
        <translation>von anderer Art</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>damaged in part</source>
        <translation>zum Teil beschädigt</translation>
    </message>
    <message>
        <source>too many samples</source>
        <translation>zu viele Werte</translation>
    </message>
    <message>
        <source>own span</source>
        <translation>eigene Spanne</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>quality: %1</source>
        <translation>Qualität: %1</translation>
    </message>
    <message>
        <source>generated %1</source>
        <translation>erzeugt %1</translation>
    </message>
    <message>
        <source>received %1</source>
        <translation>empfangen %1</translation>
    </message>
    <message>
        <source>reception not recorded</source>
        <translation>Empfang nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>forecast</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>forecast, %1 to %2</source>
        <translation>Vorhersage, %1 bis %2</translation>
    </message>
</context>
<context>
    <name>desk::ChartMeasure</name>
    <message>
        <source>Put the cursor there first: with the mouse, or Shift+← and →.</source>
        <translation>Zuerst den Zeiger dorthin stellen: mit der Maus oder Umschalt+← und →.</translation>
    </message>
    <message>
        <source>Set A and B first: put the cursor there and press A or B.</source>
        <translation>Zuerst A und B setzen: den Zeiger dorthin stellen und A oder B drücken.</translation>
    </message>
    <message>
        <source>A replay that plays ends at its play head. Pause it to zoom into a part.</source>
        <translation>Eine laufende Wiedergabe endet an ihrer Stelle. Zum Vergrößern eines Ausschnitts anhalten.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Cursor A here</source>
        <translation>Zeiger A hier</translation>
    </message>
    <message>
        <source>Cursor B here</source>
        <translation>Zeiger B hier</translation>
    </message>
    <message>
        <source>Table of what is measured</source>
        <translation>Tabelle der Messung</translation>
    </message>
    <message>
        <source>Zoom to A–B</source>
        <translation>Auf A–B zoomen</translation>
    </message>
    <message>
        <source>Remove A and B</source>
        <translation>A und B entfernen</translation>
    </message>
</context>
<context>
    <name>desk::ChartTable</name>
    <message>
        <source>Chart as table</source>
        <translation>Diagramm als Tabelle</translation>
    </message>
    <message>
        <source>%1 rows; what the chart shows now</source>
        <translation>%1 Zeilen; was das Diagramm jetzt zeigt</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>The chart was closed before all was read.</source>
        <translation>Das Diagramm wurde geschlossen, bevor alles gelesen war.</translation>
    </message>
    <message>
        <source>The chart changed while it was read. Open this table again.</source>
        <translation>Das Diagramm änderte sich beim Lesen. Bitte die Tabelle neu öffnen.</translation>
    </message>
    <message>
        <source>The first %1 rows; export the chart to get all</source>
        <translation>Die ersten %1 Zeilen; alle enthält der Export des Diagramms</translation>
    </message>
    <message>
        <source>%1 rows; a recording could not be read in full</source>
        <translation>%1 Zeilen; eine Aufzeichnung war nicht ganz lesbar</translation>
    </message>
</context>
<context>
    <name>desk::ChartView</name>
    <message>
        <source>Remove series</source>
        <translation>Reihe entfernen</translation>
    </message>
    <message>
        <source>Clear chart</source>
        <translation>Diagramm leeren</translation>
    </message>
    <message>
        <source>Follow now</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Reset time axis</source>
        <translation>Zeitachse zurücksetzen</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Export visible data as CSV…</source>
        <translation>Sichtbare Daten als CSV exportieren…</translation>
    </message>
    <message>
        <source>Remove chart</source>
        <translation>Diagramm entfernen</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Export visible data</source>
        <translation>Sichtbare Daten exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>true</source>
        <translation>wahr</translation>
    </message>
    <message>
        <source>false</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>A chart takes %1 series at most.</source>
        <translation>Ein Diagramm fasst höchstens %1 Reihen.</translation>
    </message>
    <message>
        <source>A chart takes %1 units at most.</source>
        <translation>Ein Diagramm fasst höchstens %1 Einheiten.</translation>
    </message>
    <message>
        <source>Empty chart</source>
        <translation>Leeres Diagramm</translation>
    </message>
    <message>
        <source>Chart of %1</source>
        <translation>Diagramm von %1</translation>
    </message>
    <message>
        <source>newest sample is %1 ahead of now</source>
        <translation>neuester Wert ist der Uhr %1 voraus</translation>
    </message>
    <message>
        <source>no samples in the last %1 – newest is %2 old</source>
        <translation>keine Werte in den letzten %1 – neuester ist %2 alt</translation>
    </message>
    <message>
        <source>no samples in this window – newest is of %1</source>
        <translation>keine Werte in diesem Zeitfenster – neuester von %1</translation>
    </message>
    <message>
        <source>no samples in this window</source>
        <translation>keine Werte in diesem Fenster</translation>
    </message>
    <message>
        <source>no samples in memory yet</source>
        <translation>noch keine Werte im Speicher</translation>
    </message>
    <message>
        <source>Drop parameters here or double-click them in the table to see them over time.</source>
        <translation>Parameter hierher ziehen oder in der Tabelle doppelklicken, um ihren zeitlichen Verlauf zu sehen.</translation>
    </message>
    <message>
        <source>A live chart ends at now. Hold it (Space) to move it.</source>
        <translation>Ein mitlaufendes Diagramm endet jetzt. Zum Verschieben anhalten (Leertaste).</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>The reference is still being read. Export again in a moment.</source>
        <translation>Die Referenz wird noch gelesen. Gleich noch einmal exportieren.</translation>
    </message>
    <message>
        <source>Written without the reference, which has too many samples here. Show a shorter span.</source>
        <translation>Ohne die Referenz geschrieben: Sie hat hier zu viele Werte. Eine kürzere Spanne zeigen.</translation>
    </message>
    <message>
        <source>Put the cursor where T0 is: with the mouse, or Shift+← and →.</source>
        <translation>Den Zeiger dorthin setzen, wo T0 ist: mit der Maus oder Umschalt+← und →.</translation>
    </message>
    <message>
        <source>Align here with T0 of %1</source>
        <translation>Hier an T0 von %1 ausrichten</translation>
    </message>
    <message>
        <source>T0 of this here</source>
        <translation>T0 dieser Quelle hier</translation>
    </message>
    <message>
        <source>Align %1 here with T0</source>
        <translation>%1 hier an T0 ausrichten</translation>
    </message>
    <message>
        <source>T0 of %1 here</source>
        <translation>T0 von %1 hier</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>End comparison</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>%1 is logarithmic: values ≤ 0 are drawn at its lower end</source>
        <translation>%1 ist logarithmisch: Werte ≤ 0 stehen an ihrem unteren Ende</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>Der Export wurde abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>The chart changed during the export; nothing was written.</source>
        <translation>Das Diagramm änderte sich während des Exports; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Exported, but a recording could not be read in full: samples may be missing.</source>
        <translation>Exportiert, aber eine Aufzeichnung war nicht ganz lesbar: Werte können fehlen.</translation>
    </message>
    <message>
        <source>The data could not be copied: %1</source>
        <translation>Die Daten konnten nicht kopiert werden: %1</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Own time span</source>
        <translation>Eigene Zeitspanne</translation>
    </message>
    <message>
        <source>Copy visible data</source>
        <translation>Sichtbare Daten kopieren</translation>
    </message>
    <message>
        <source>This chart has its own time span now.</source>
        <translation>Dieses Diagramm hat jetzt eine eigene Zeitspanne.</translation>
    </message>
    <message>
        <source>This chart shows the same times as the others.</source>
        <translation>Dieses Diagramm zeigt dieselben Zeiten wie die anderen.</translation>
    </message>
    <message>
        <source>States as strips</source>
        <translation>Zustände als Streifen</translation>
    </message>
    <message>
        <source>A chart has room for %1 axes: states are shown as strips now.</source>
        <translation>Ein Diagramm hat Platz für %1 Achsen: Zustände sind nun Streifen.</translation>
    </message>
    <message>
        <source>A chart has room for %1 axes: remove some states first.</source>
        <translation>Ein Diagramm hat Platz für %1 Achsen: nehmen Sie erst Zustände heraus.</translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Wheel, + and −: shorter or longer span
Space: hold or follow now
Drag, ← and →: move, while held
Shift+← and →: cursor from sample to sample
Home or double-click: 15 min, not moved
Ctrl+Z or Backspace: undo zoom or move; Ctrl+Y or Shift+Backspace: redo
Shift+drag, or X and drag: zoom into a box
Ctrl+wheel, wheel over an axis, Ctrl+↑ and ↓: fewer or more values
Page keys, or drag an axis: higher or lower values
F: fit values; R or double-click on an axis: its range
A and B: measure from and to the cursor; M: table, Z: zoom to A–B, Del: remove
O: own time span, or that of the other charts
S: states as strips, or as lines
P: forecasts to the right of now
I: all about the samples at the cursor
T and Shift+T: T0 of this and of the reference at the cursor
Menu key: everything else</source>
        <translation>Mausrad, + und −: kürzere oder längere Spanne
Leertaste: anhalten oder mitlaufen
Ziehen, ← und →: verschieben, wenn angehalten
Umschalt+← und →: Zeiger von Wert zu Wert
Pos1 oder Doppelklick: 15 min, nicht verschoben
Strg+Z oder Rücktaste: Ausschnitt rückgängig; Strg+Y oder Umschalt+Rücktaste: wiederherstellen
Umschalt+Ziehen, oder X und Ziehen: in ein Rechteck zoomen
Strg+Mausrad, Mausrad über einer Achse, Strg+↑ und ↓: weniger oder mehr Werte
Bildtasten, oder eine Achse ziehen: höhere oder niedrigere Werte
F: Werte anpassen; R oder Doppelklick auf eine Achse: ihr Bereich
A und B: vom und bis zum Zeiger messen; M: Tabelle, Z: auf A–B zoomen, Entf: entfernen
O: eigene Zeitspanne, oder die der anderen Diagramme
S: Zustände als Streifen oder als Linien
P: Vorhersagen rechts von jetzt
I: alles über die Werte am Zeiger
T und Umschalt+T: T0 dieser Quelle und der Referenz am Zeiger
Menütaste: alles Weitere</translation>
    </message>
</context>
<context>
    <name>desk::ChartZoom</name>
    <message>
        <source>An axis of states always shows all of them.</source>
        <translation>Eine Achse von Zuständen zeigt immer alle.</translation>
    </message>
    <message>
        <source>A replay that plays ends at its play head. Pause it to zoom into a part.</source>
        <translation>Eine laufende Wiedergabe endet an ihrer Stelle. Zum Vergrößern eines Ausschnitts anhalten.</translation>
    </message>
    <message>
        <source>Nothing was zoomed or moved before this.</source>
        <translation>Davor wurde nichts vergrößert oder verschoben.</translation>
    </message>
    <message>
        <source>No zoom or move was undone.</source>
        <translation>Es wurde nichts rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Undo zoom or move</source>
        <translation>Ausschnitt rückgängig</translation>
    </message>
    <message>
        <source>Redo zoom or move</source>
        <translation>Ausschnitt wiederherstellen</translation>
    </message>
    <message>
        <source>Zoom into a box (or Shift+drag)</source>
        <translation>In ein Rechteck zoomen (oder Umschalt+Ziehen)</translation>
    </message>
    <message>
        <source>Value axes</source>
        <translation>Wertachsen</translation>
    </message>
    <message>
        <source>Fit all to their data</source>
        <translation>Alle an ihre Daten anpassen</translation>
    </message>
    <message>
        <source>Range of %1…</source>
        <translation>Bereich von %1…</translation>
    </message>
    <message>
        <source>%1 logarithmic</source>
        <translation>%1 logarithmisch</translation>
    </message>
</context>
<context>
    <name>desk::ChartsPanel</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Add chart</source>
        <translation>Diagramm hinzufügen</translation>
    </message>
    <message>
        <source>Remove active chart</source>
        <translation>Aktives Diagramm entfernen</translation>
    </message>
    <message>
        <source>Clear all charts</source>
        <translation>Alle Diagramme leeren</translation>
    </message>
    <message>
        <source>Reset time axis</source>
        <translation>Zeitachse zurücksetzen</translation>
    </message>
    <message>
        <source>HELD %1</source>
        <translation>HALT %1</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Add a chart</source>
        <translation>Ein Diagramm hinzufügen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Chart %1</source>
        <translation>Diagramm %1</translation>
    </message>
</context>
<context>
    <name>desk::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Find nodes, links, parameters, panels, commands, layouts, marks</source>
        <translation>Knoten, Verbindungen, Parameter, Bereiche, Befehle, Anordnungen, Marken finden</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Enter: %1</source>
        <translation>Eingabetaste: %1</translation>
    </message>
    <message>
        <source>Nothing has these letters in this order.</source>
        <translation>Nichts hat diese Buchstaben in dieser Reihenfolge.</translation>
    </message>
    <message>
        <source>also by %1</source>
        <translation>auch mit %1</translation>
    </message>
</context>
<context>
    <name>desk::ComparisonBar</name>
    <message>
        <source>Begin over begin</source>
        <translation>Anfang über Anfang</translation>
    </message>
    <message>
        <source>Same time (no offset)</source>
        <translation>Gleiche Zeit (kein Versatz)</translation>
    </message>
    <message>
        <source>T0: put the cursor there, then T for this, Shift+T for the reference</source>
        <translation>T0: Zeiger dorthin setzen, dann T für diese Quelle, Umschalt+T für die Referenz</translation>
    </message>
    <message>
        <source>▲ An offset is at most 100 years.</source>
        <translation>▲ Ein Versatz ist höchstens 100 Jahre.</translation>
    </message>
    <message>
        <source>▲ Not understood at character %1: write -00:01:30.250, 90.5 s or 250 ms.</source>
        <translation>▲ Nicht verstanden bei Zeichen %1: -00:01:30.250, 90.5 s oder 250 ms schreiben.</translation>
    </message>
    <message>
        <source>┄ compared with %1</source>
        <translation>┄ verglichen mit %1</translation>
    </message>
    <message>
        <source>┄ opening %1…</source>
        <translation>┄ %1 wird geöffnet…</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>O&amp;ffset</source>
        <translation>&amp;Versatz</translation>
    </message>
    <message>
        <source>Offset of the reference</source>
        <translation>Versatz der Referenz</translation>
    </message>
    <message>
        <source>What is added to the times of the reference: -00:01:30.250, 2d 03:00:00, 90.5 s
↑ and ↓: by 1 s, with Shift by 100 ms, with Ctrl by 1 ms</source>
        <translation>Was zu den Zeiten der Referenz addiert wird: -00:01:30.250, 2d 03:00:00, 90.5 s
↑ und ↓: um 1 s, mit Umschalt um 100 ms, mit Strg um 1 ms</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Lay a moment of the reference over one of this</source>
        <translation>Einen Moment der Referenz über einen dieser Quelle legen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Show this minus the reference below each chart</source>
        <translation>Unter jedem Diagramm diese Quelle minus Referenz zeigen</translation>
    </message>
    <message>
        <source>End comparison</source>
        <translation>Vergleich beenden</translation>
    </message>
</context>
<context>
    <name>desk::ConnectAssistant</name>
    <message>
        <source>Device at %1</source>
        <translation>Gerät an %1</translation>
    </message>
    <message>
        <source>Nothing was connected yet.</source>
        <translation>Noch ist nichts verbunden.</translation>
    </message>
    <message>
        <source>1 of 3: Where do the values come from?</source>
        <translation>1 von 3: Woher kommen die Werte?</translation>
    </message>
    <message>
        <source>2 of 3: How are they read?</source>
        <translation>2 von 3: Wie werden sie gelesen?</translation>
    </message>
    <message>
        <source>3 of 3: What are they called?</source>
        <translation>3 von 3: Wie heißen sie?</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Save definition</source>
        <translation>Definition sichern</translation>
    </message>
    <message>
        <source>Links (*.json)</source>
        <translation>Verbindungen (*.json)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Saved. It can be opened here, and put into another console.</source>
        <translation>Gesichert. Sie lässt sich hier öffnen und an einer anderen Konsole einsetzen.</translation>
    </message>
    <message>
        <source>Open definition</source>
        <translation>Definition öffnen</translation>
    </message>
    <message>
        <source>Links (*.json);;All files (*)</source>
        <translation>Verbindungen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Connect a device</source>
        <translation>Gerät verbinden</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save definition…</source>
        <translation>Definition &amp;sichern…</translation>
    </message>
    <message>
        <source>&amp;Open definition…</source>
        <translation>Definition &amp;öffnen…</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>The link rests while its device is tried here: only one can hold it.</source>
        <translation>Die Verbindung ruht, solange ihr Gerät hier ausprobiert wird: Nur einer kann es halten.</translation>
    </message>
    <message>
        <source>%1 reads the standard input of the program that was started with it; change it in links.json.</source>
        <translation>%1 liest die Standardeingabe des Programms, das damit gestartet wurde; in links.json ändern.</translation>
    </message>
</context>
<context>
    <name>desk::ContactTable</name>
    <message>
        <source>Next</source>
        <comment>what comes next of a contact</comment>
        <translation>Als Nächstes</translation>
    </message>
    <message>
        <source>What comes next: rise or set</source>
        <translation>Was als Nächstes kommt: Aufgang oder Untergang</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Satellite</source>
        <translation>Satellit</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchste</translation>
    </message>
    <message>
        <source>Highest elevation above the horizon</source>
        <translation>Höchste Elevation über dem Horizont</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>Aufgang</translation>
    </message>
    <message>
        <source>Rise above the least elevation</source>
        <translation>Aufgang über die kleinste Elevation</translation>
    </message>
    <message>
        <source>Culmination</source>
        <translation>Kulmination</translation>
    </message>
    <message>
        <source>Culmination: the highest moment</source>
        <translation>Kulmination: der höchste Augenblick</translation>
    </message>
    <message>
        <source>Set</source>
        <comment>of a satellite</comment>
        <translation>Untergang</translation>
    </message>
    <message>
        <source>Set below the least elevation</source>
        <translation>Untergang unter die kleinste Elevation</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Duration from rise to set</source>
        <translation>Dauer vom Aufgang bis zum Untergang</translation>
    </message>
    <message>
        <source>Az. rise</source>
        <translation>Az. auf</translation>
    </message>
    <message>
        <source>Azimuth of the rise, from north over east</source>
        <translation>Azimut des Aufgangs, von Nord über Ost</translation>
    </message>
    <message>
        <source>Az. set</source>
        <translation>Az. unter</translation>
    </message>
    <message>
        <source>Azimuth of the set, from north over east</source>
        <translation>Azimut des Untergangs, von Nord über Ost</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Bahnelemente</translation>
    </message>
    <message>
        <source>Age of the orbital elements</source>
        <translation>Alter der Bahnelemente</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
</context>
<context>
    <name>desk::ContactWords</name>
    <message>
        <source>rise in %1</source>
        <translation>Aufgang in %1</translation>
    </message>
    <message>
        <source>sets in %1</source>
        <translation>unter in %1</translation>
    </message>
    <message>
        <source>in contact</source>
        <translation>in Kontakt</translation>
    </message>
    <message>
        <source>set %1 ago</source>
        <comment>of a satellite</comment>
        <translation>seit %1 unter</translation>
    </message>
    <message>
        <source>rises %1 in %2</source>
        <translation>Aufgang %1 in %2</translation>
    </message>
    <message>
        <source>highest %1 at %2</source>
        <translation>höchste %1 um %2</translation>
    </message>
    <message>
        <source>sets %1 in %2</source>
        <translation>Untergang %1 in %2</translation>
    </message>
    <message>
        <source>%1 over %2: %3</source>
        <translation>%1 über %2: %3</translation>
    </message>
    <message>
        <source>%1 is not in the fleet&apos;s graph, so its orbit and place are not known.</source>
        <translation>%1 ist nicht im Graphen der Flotte, daher sind Bahn und Ort nicht bekannt.</translation>
    </message>
    <message>
        <source>No orbit is known of %1: contacts are computed from the elements (TLE or OMM) in the definition of the fleet.</source>
        <translation>Von %1 ist keine Bahn bekannt: Kontakte werden aus den Bahnelementen (TLE oder OMM) in der Definition der Flotte berechnet.</translation>
    </message>
    <message>
        <source>No position is known of %1.</source>
        <translation>Von %1 ist keine Position bekannt.</translation>
    </message>
    <message>
        <source>%1 is neither a satellite nor a station on the ground.</source>
        <translation>%1 ist weder ein Satellit noch eine Station am Boden.</translation>
    </message>
    <message>
        <source>No node of the fleet has an orbit: contacts are computed from the elements (TLE or OMM) in the definition of the fleet.</source>
        <translation>Kein Knoten der Flotte hat eine Bahn: Kontakte werden aus den Bahnelementen (TLE oder OMM) in der Definition der Flotte berechnet.</translation>
    </message>
    <message>
        <source>The fleet has no station on the ground with a position.</source>
        <translation>Die Flotte hat keine Station am Boden mit einer Position.</translation>
    </message>
    <message>
        <source>Elements %1 old: a pass may be off by %2 s, by more after a manoeuvre.</source>
        <translation>Bahnelemente %1 alt: Ein Überflug kann um %2 s falsch sein, nach einem Manöver um mehr.</translation>
    </message>
    <message>
        <source>Elements %1 to %2 old: a pass may be off by up to %3 s, by more after a manoeuvre.</source>
        <translation>Bahnelemente %1 bis %2 alt: Ein Überflug kann um bis zu %3 s falsch sein, nach einem Manöver um mehr.</translation>
    </message>
    <message>
        <source>They are older than 7 days: get new ones.</source>
        <translation>Sie sind älter als 7 Tage: Holen Sie neue.</translation>
    </message>
    <message>
        <source>%1 of %2 are older than 7 days: get new ones.</source>
        <translation>%1 von %2 sind älter als 7 Tage: Holen Sie neue.</translation>
    </message>
    <message>
        <source>Elements from %1 later: a pass may be off by %2 s, by more after a manoeuvre.</source>
        <translation>Bahnelemente von %1 später: Ein Überflug kann um %2 s falsch sein, nach einem Manöver um mehr.</translation>
    </message>
    <message>
        <source>Elements from up to %1 before or after: a pass may be off by up to %2 s, by more after a manoeuvre.</source>
        <translation>Bahnelemente von bis zu %1 davor oder danach: Ein Überflug kann um bis zu %2 s falsch sein, nach einem Manöver um mehr.</translation>
    </message>
    <message>
        <source>That is more than 7 days: take those of this time.</source>
        <translation>Das sind mehr als 7 Tage: nehmen Sie die aus dieser Zeit.</translation>
    </message>
    <message>
        <source>%1 of %2 are more than 7 days off: take those of this time.</source>
        <translation>%1 von %2 liegen mehr als 7 Tage daneben: nehmen Sie die aus dieser Zeit.</translation>
    </message>
</context>
<context>
    <name>desk::ContactsPanel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>There are too many contacts: only those that rise before %1 are shown.</source>
        <translation>Es sind zu viele Kontakte: gezeigt sind nur die, die vor %1 aufgehen.</translation>
    </message>
    <message>
        <source>Orbits that SGP4 does not take: %1.</source>
        <translation>Bahnen, die SGP4 nicht annimmt: %1.</translation>
    </message>
    <message>
        <source>Nothing is selected. Pick a satellite or a station to see when they meet.</source>
        <translation>Nichts ist ausgewählt. Wählen Sie einen Satelliten oder eine Station, um zu sehen, wann sie sich treffen.</translation>
    </message>
    <message>
        <source>The search for contacts was stopped.</source>
        <translation>Die Suche nach Kontakten wurde angehalten.</translation>
    </message>
    <message>
        <source>Looking for contacts …</source>
        <translation>Kontakte werden gesucht …</translation>
    </message>
    <message>
        <source>SGP4 does not take the orbit: its elements are outside the theory.</source>
        <translation>SGP4 nimmt die Bahn nicht an: Ihre Elemente liegen außerhalb der Theorie.</translation>
    </message>
    <message>
        <source>No contact above %1 from %2 to %3.</source>
        <translation>Kein Kontakt über %1 von %2 bis %3.</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
    <message>
        <source>Looking for contacts</source>
        <translation>Suche nach Kontakten</translation>
    </message>
    <message>
        <source>%1 satellites, %2 stations</source>
        <translation>%1 Satelliten, %2 Stationen</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Whole fleet</source>
        <translation>Ganze Flotte</translation>
    </message>
    <message>
        <source>Of which nodes contacts are shown</source>
        <translation>Von welchen Knoten Kontakte gezeigt werden</translation>
    </message>
    <message>
        <source>Stay with this node, whatever is selected</source>
        <translation>Bei diesem Knoten bleiben, was auch ausgewählt wird</translation>
    </message>
    <message>
        <source>Export the shown contacts as CSV</source>
        <translation>Die gezeigten Kontakte als CSV exportieren</translation>
    </message>
    <message>
        <source>Next hour</source>
        <translation>Nächste Stunde</translation>
    </message>
    <message>
        <source>Next 6 h</source>
        <translation>Nächste 6 h</translation>
    </message>
    <message>
        <source>Next 24 h</source>
        <translation>Nächste 24 h</translation>
    </message>
    <message>
        <source>Time bar</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>How far contacts are looked for; Time bar: the span it shows</source>
        <translation>Wie weit nach Kontakten gesucht wird; Zeitleiste: die Spanne, die sie zeigt</translation>
    </message>
    <message>
        <source>Least elevation above the horizon (0 to 90°)</source>
        <translation>Kleinste Elevation über dem Horizont (0 bis 90°)</translation>
    </message>
    <message>
        <source>All satellites</source>
        <translation>Alle Satelliten</translation>
    </message>
    <message>
        <source>All satellites, or those of one orbital plane</source>
        <translation>Alle Satelliten oder die einer Bahnebene</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop looking for contacts</source>
        <translation>Die Suche nach Kontakten anhalten</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Look for contacts again</source>
        <translation>Erneut nach Kontakten suchen</translation>
    </message>
    <message>
        <source>Contacts over time</source>
        <translation>Kontakte über der Zeit</translation>
    </message>
    <message>
        <source>Wheel or + and - zoom the time, a drag moves it, 0 shows all. A click selects a contact, a double-click sets the time cursor.</source>
        <translation>Mausrad oder + und - vergrößern die Zeit, Ziehen verschiebt sie, 0 zeigt alles. Ein Klick wählt einen Kontakt, ein Doppelklick setzt den Zeitcursor.</translation>
    </message>
    <message>
        <source>Filter contacts</source>
        <translation>Kontakte filtern</translation>
    </message>
    <message>
        <source>Parts of the names of stations and satellites</source>
        <translation>Teile der Namen von Stationen und Satelliten</translation>
    </message>
    <message>
        <source>Plane %1 of %2 (%3°, %4 km): %5 satellites</source>
        <translation>Ebene %1 von %2 (%3°, %4 km): %5 Satelliten</translation>
    </message>
    <message>
        <source>Export the contacts</source>
        <translation>Kontakte exportieren</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Choose another place.</source>
        <translation>%1 wurde nicht geschrieben: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>The search was stopped: these contacts are of an earlier one.</source>
        <translation>Die Suche wurde angehalten: Diese Kontakte stammen aus einer früheren.</translation>
    </message>
</context>
<context>
    <name>desk::DecoderPage</name>
    <message>
        <source>The newest bytes</source>
        <translation>Die neuesten Bytes</translation>
    </message>
    <message>
        <source>The newest bytes appear here.</source>
        <translation>Hier erscheinen die neuesten Bytes.</translation>
    </message>
    <message>
        <source>How to read them</source>
        <translation>Wie sie gelesen werden</translation>
    </message>
    <message>
        <source>By hand…</source>
        <translation>Von Hand…</translation>
    </message>
    <message>
        <source>The definition as JSON, to be changed by hand</source>
        <translation>Die Definition als JSON, von Hand zu ändern</translation>
    </message>
    <message>
        <source>Definition of the decoder</source>
        <translation>Definition des Decoders</translation>
    </message>
    <message>
        <source>%1: %2 so far.</source>
        <translation>%1: bisher %2.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is open, but no byte has come yet. Is the device switched on, and does it send by itself?</source>
        <translation>%1 ist offen, aber noch kein Byte ist gekommen. Ist das Gerät eingeschaltet, und sendet es von selbst?</translation>
    </message>
    <message>
        <source>%1 is being opened…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) read</source>
        <translation>
            <numerusform>%n Datensatz gelesen</numerusform>
            <numerusform>%n Datensätze gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was read of it yet.</source>
        <translation>Davon wurde noch nichts gelesen.</translation>
    </message>
    <message>
        <source>Refused last: %1</source>
        <translation>Zuletzt abgelehnt: %1</translation>
    </message>
    <message>
        <source>%1 – likelihood %2 %</source>
        <translation>%1 – Wahrscheinlichkeit %2 %</translation>
    </message>
</context>
<context>
    <name>desk::DecoderWords</name>
    <message>
        <source>%1, with %2</source>
        <translation>%1, mit %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Frames of one length</source>
        <translation>Rahmen gleicher Länge</translation>
    </message>
    <message>
        <source>Frames that tell their length</source>
        <translation>Rahmen, die ihre Länge nennen</translation>
    </message>
    <message>
        <source>Frames between marks</source>
        <translation>Rahmen zwischen Marken</translation>
    </message>
    <message>
        <source>COBS frames</source>
        <translation>COBS-Rahmen</translation>
    </message>
    <message>
        <source>SLIP frames</source>
        <translation>SLIP-Rahmen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Space packets</source>
        <translation>Raumfahrtpakete</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>key=value</source>
        <translation>Name=Wert</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>binary fields</source>
        <translation>binäre Felder</translation>
    </message>
    <message>
        <source>line protocol</source>
        <translation>Line Protocol</translation>
    </message>
    <message>
        <source>CCSDS</source>
        <translation>CCSDS</translation>
    </message>
    <message>
        <source>XTCE</source>
        <translation>XTCE</translation>
    </message>
</context>
<context>
    <name>desk::DerivedDialog</name>
    <message>
        <source>Derived parameters</source>
        <translation>Abgeleitete Parameter</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Of nodes:</source>
        <translation>&amp;Von Knoten:</translation>
    </message>
    <message>
        <source>Links &amp;to:</source>
        <translation>Verbindungen &amp;zu:</translation>
    </message>
    <message>
        <source>empty: of the nodes themselves; for example gs-*</source>
        <translation>leer: der Knoten selbst; zum Beispiel gs-*</translation>
    </message>
    <message>
        <source>Functions: %1</source>
        <translation>Funktionen: %1</translation>
    </message>
    <message>
        <source>&amp;Expression:</source>
        <translation>Aus&amp;druck:</translation>
    </message>
    <message>
        <source>&amp;Unit:</source>
        <translation>E&amp;inheit:</translation>
    </message>
    <message>
        <source>3 × its cadence</source>
        <translation>3 × seinen Takt</translation>
    </message>
    <message>
        <source>&amp;For example:</source>
        <translation>Zum &amp;Beispiel:</translation>
    </message>
    <message>
        <source>Value now:</source>
        <translation>Wert jetzt:</translation>
    </message>
    <message>
        <source>(new)</source>
        <translation>(neu)</translation>
    </message>
    <message>
        <source>The name is a letter or _ and at most 127 more of A-Z a-z 0-9 _ . : /</source>
        <translation>Der Name ist ein Buchstabe oder _ und höchstens 127 weitere von A-Z a-z 0-9 _ . : /</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>Bei Zeichen %1: %2</translation>
    </message>
    <message>
        <source>no such node or link is known</source>
        <translation>kein solcher Knoten, keine solche Verbindung ist bekannt</translation>
    </message>
    <message>
        <source>not all of its inputs have come</source>
        <translation>noch nicht alle Eingänge sind da</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>An &amp;input stands for:</source>
        <translation>Ein Ein&amp;gang gilt für:</translation>
    </message>
</context>
<context>
    <name>desk::DifferenceArea</name>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Reading the reference…</source>
        <translation>Die Referenz wird gelesen…</translation>
    </message>
    <message>
        <source>Too many samples for a difference: show a shorter span.</source>
        <translation>Zu viele Werte für eine Differenz: eine kürzere Spanne zeigen.</translation>
    </message>
    <message>
        <source>No difference: the reference has no such series.</source>
        <translation>Keine Differenz: Die Referenz hat keine solche Reihe.</translation>
    </message>
    <message>
        <source>No difference: the reference has nothing at these times. Change the offset or move on.</source>
        <translation>Keine Differenz: Die Referenz hat zu diesen Zeiten nichts. Den Versatz ändern oder die Zeit verschieben.</translation>
    </message>
    <message>
        <source>No difference: %1 is in %2 here, in %3 in the reference.</source>
        <translation>Keine Differenz: %1 ist hier in %2, in der Referenz in %3.</translation>
    </message>
</context>
<context>
    <name>desk::EntitySource</name>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>selects the node in all panels</source>
        <translation>wählt den Knoten in allen Bereichen</translation>
    </message>
    <message>
        <source>selects the link in all panels</source>
        <translation>wählt die Verbindung in allen Bereichen</translation>
    </message>
</context>
<context>
    <name>desk::EventLogPanel</name>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>No events yet. Starts and stops, violated limits and refused telemetry appear here.</source>
        <translation>Noch keine Ereignisse. Starts und Stopps, verletzte Grenzwerte und abgelehnte Telemetrie erscheinen hier.</translation>
    </message>
    <message>
        <source>No event passes the filter.</source>
        <translation>Kein Ereignis passt zum Filter.</translation>
    </message>
    <message>
        <source>Export the event log</source>
        <translation>Ereignisprotokoll exportieren</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Choose another place.</source>
        <translation>%1 wurde nicht geschrieben: %2. Bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>Nominal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Advisory</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>None</source>
        <comment>severity</comment>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 or worse</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>The least severity shown</source>
        <translation>Kleinste angezeigte Stufe</translation>
    </message>
    <message>
        <source>Export the shown events as CSV</source>
        <translation>Angezeigte Ereignisse als CSV exportieren</translation>
    </message>
</context>
<context>
    <name>desk::EventText</name>
    <message>
        <source>%1 LOW %2</source>
        <translation>%1 NIEDRIG %2</translation>
    </message>
    <message>
        <source>%1 HIGH %2</source>
        <translation>%1 HOCH %2</translation>
    </message>
    <message>
        <source>%1 out of limits: %2</source>
        <translation>%1 außerhalb der Grenzwerte: %2</translation>
    </message>
    <message>
        <source>Server listening on %1</source>
        <translation>Server empfängt auf %1</translation>
    </message>
    <message>
        <source>Port %1 is taken; the server uses %2</source>
        <translation>Port %1 ist belegt; der Server nutzt %2</translation>
    </message>
    <message>
        <source>Server stopped: %1</source>
        <translation>Server gestoppt: %1</translation>
    </message>
    <message>
        <source>Journal read: %1 points</source>
        <translation>Journal gelesen: %1 Punkte</translation>
    </message>
    <message>
        <source>Journal ended in the middle of a record; %1 bytes cut off</source>
        <translation>Journal endete mitten in einem Eintrag; %1 Bytes abgeschnitten</translation>
    </message>
    <message>
        <source>Journal is full; new telemetry is refused</source>
        <translation>Journal ist voll; neue Telemetrie wird abgelehnt</translation>
    </message>
    <message>
        <source>Journal error: %1</source>
        <translation>Journalfehler: %1</translation>
    </message>
    <message>
        <source>%1 is up</source>
        <translation>%1 verfügbar</translation>
    </message>
    <message>
        <source>%1 is down</source>
        <translation>%1 ausgefallen</translation>
    </message>
    <message>
        <source>%1 is down: %2</source>
        <translation>%1 ausgefallen: %2</translation>
    </message>
    <message>
        <source>New node %1, learned from telemetry</source>
        <translation>Neuer Knoten %1, aus Telemetrie gelernt</translation>
    </message>
    <message>
        <source>Fleet defined anew by %1: %2 nodes, %3 links</source>
        <translation>Flotte neu festgelegt durch %1: %2 Knoten, %3 Verbindungen</translation>
    </message>
    <message>
        <source>Refused from %1: %2</source>
        <translation>Abgelehnt von %1: %2</translation>
    </message>
    <message>
        <source>Too many series, refused from %1: %2</source>
        <translation>Zu viele Reihen, abgelehnt von %1: %2</translation>
    </message>
    <message>
        <source>The window could not follow: %1 samples not shown, none lost</source>
        <translation>Anzeige kam nicht nach: %1 Werte nicht gezeigt, keine verloren</translation>
    </message>
    <message>
        <source>Token %1 created: %2</source>
        <translation>Token %1 erstellt: %2</translation>
    </message>
    <message>
        <source>Token %1 revoked: %2</source>
        <translation>Token %1 widerrufen: %2</translation>
    </message>
    <message>
        <source>Simulated fault on %1: %2</source>
        <translation>Simulierter Fehler an %1: %2</translation>
    </message>
    <message>
        <source>Limits loaded (%1): %2 rules</source>
        <translation>Grenzwerte geladen (%1): %2 Regeln</translation>
    </message>
    <message>
        <source>Limits of %1 refused: %2</source>
        <translation>Grenzwerte von %1 abgelehnt: %2</translation>
    </message>
    <message>
        <source>%1 normal</source>
        <translation>%1 normal</translation>
    </message>
    <message>
        <source>%1 normal %2</source>
        <translation>%1 normal %2</translation>
    </message>
    <message>
        <source>this desk was too slow</source>
        <translation>dieser Desk war zu langsam</translation>
    </message>
    <message>
        <source>no longer kept there</source>
        <translation>dort nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>never acknowledged there</source>
        <translation>dort nie bestätigt</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>Gap from %1: %2 points (%3)</source>
        <translation>Lücke von %1: %2 Punkte (%3)</translation>
    </message>
    <message>
        <source>Nothing can be recorded in %1: %2. Telemetry stays in the journal.</source>
        <translation>In %1 kann nicht aufgezeichnet werden: %2. Die Telemetrie bleibt im Journal.</translation>
    </message>
    <message>
        <source>Recording in %1 goes on; nothing was lost</source>
        <translation>Die Aufzeichnung in %1 geht weiter; nichts ging verloren</translation>
    </message>
    <message>
        <source>Recording goes on in a new file; finished: %1</source>
        <translation>Die Aufzeichnung geht in einer neuen Datei weiter; fertig: %1</translation>
    </message>
    <message>
        <source>Old points of %1 were reduced to their extremes, as configured</source>
        <translation>Alte Punkte von %1 wurden wie eingestellt auf ihre Extremwerte verringert</translation>
    </message>
    <message>
        <source>Old recording %1 deleted, as configured</source>
        <translation>Alte Aufzeichnung %1 wie eingestellt gelöscht</translation>
    </message>
    <message>
        <source>Live data of the last %1 fit into memory again</source>
        <translation>Live-Daten der letzten %1 passen wieder in den Speicher</translation>
    </message>
    <message>
        <source>Live data of the last %1 do not fit into %2 MiB: the last %3 stay in memory, charts read older ones from the recording. To keep more in memory, raise memory.max_bytes or &quot;Live data in memory&quot; in the preferences.</source>
        <translation>Live-Daten der letzten %1 passen nicht in %2 MiB: die letzten %3 bleiben im Speicher, ältere lesen die Diagramme aus der Aufzeichnung. Um mehr im Speicher zu behalten, memory.max_bytes oder „Live-Daten im Speicher“ in den Einstellungen erhöhen.</translation>
    </message>
    <message>
        <source>Live data of the last %1 do not fit into %2 MiB: the last %3 stay in memory, older ones are no longer shown, because nothing is recorded here. Raise memory.max_bytes or &quot;Live data in memory&quot; in the preferences.</source>
        <translation>Live-Daten der letzten %1 passen nicht in %2 MiB: die letzten %3 bleiben im Speicher, ältere werden nicht mehr gezeigt, denn hier wird nichts aufgezeichnet. memory.max_bytes oder „Live-Daten im Speicher“ in den Einstellungen erhöhen.</translation>
    </message>
    <message>
        <source>This program did not run for %1: it was stopped, or the machine was too busy</source>
        <translation>Dieses Programm lief %1 lang nicht: Es war angehalten, oder der Rechner war überlastet</translation>
    </message>
    <message>
        <source>The window has not answered for %1 and still does not</source>
        <translation>Das Fenster antwortet seit %1 nicht</translation>
    </message>
    <message>
        <source>The window did not answer for %1</source>
        <translation>Das Fenster hat %1 lang nicht geantwortet</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1; %2 more before</source>
        <translation>%1; davor %2 weitere</translation>
    </message>
</context>
<context>
    <name>desk::ExportBar</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reading for the export…</source>
        <translation>Wird für den Export gelesen…</translation>
    </message>
</context>
<context>
    <name>desk::FieldsPage</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>What the link is called in the list of data links</source>
        <translation>Wie die Verbindung in der Liste der Datenquellen heißt</translation>
    </message>
    <message>
        <source>The node whose values they are, unless the device names one itself</source>
        <translation>Der Knoten, dessen Werte es sind, wenn das Gerät nicht selbst einen nennt</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>As sent</source>
        <translation>Wie gesendet</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Low limit</source>
        <translation>Untergrenze</translation>
    </message>
    <message>
        <source>High limit</source>
        <translation>Obergrenze</translation>
    </message>
    <message>
        <source>What the device calls it; without the tick it is left out</source>
        <translation>Wie das Gerät es nennt; ohne Haken bleibt es weg</translation>
    </message>
    <message>
        <source>What it is called on charts and in tables</source>
        <translation>Wie es in Diagrammen und Tabellen heißt</translation>
    </message>
    <message>
        <source>Its unit, such as °C or V</source>
        <translation>Seine Einheit, etwa °C oder V</translation>
    </message>
    <message>
        <source>What came last</source>
        <translation>Was zuletzt kam</translation>
    </message>
    <message>
        <source>A value below it is a warning; empty = none</source>
        <translation>Ein Wert darunter ist eine Warnung; leer = keine</translation>
    </message>
    <message>
        <source>A value above it is a warning; empty = none</source>
        <translation>Ein Wert darüber ist eine Warnung; leer = keine</translation>
    </message>
    <message>
        <source>The limit %1 of %2 is no number.</source>
        <translation>Die Grenze %1 von %2 ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>desk::FigureTable</name>
    <message>
        <source>%1 as table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>%1 rows; what the plot was made of when this was opened</source>
        <translation>%1 Zeilen; woraus das Bild bestand, als dies geöffnet wurde</translation>
    </message>
</context>
<context>
    <name>desk::FilterBar</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>desk::FilterPopup</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>part of a name, or * and ?</source>
        <translation>Teil eines Namens, oder * und ?</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Orbital planes</source>
        <translation>Bahnebenen</translation>
    </message>
    <message>
        <source>for example 3-5, 12</source>
        <translation>zum Beispiel 3-5, 12</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Metrics of the node by name, and altitude_km, lat, lon, capacity_gbps, alarms (values outside their limits), links (active ones), plane, shell.
A node that lacks one of them does not pass.</source>
        <translation>Messgrößen des Knotens mit ihren Namen, dazu altitude_km, lat, lon, capacity_gbps, alarms (Werte außerhalb ihrer Grenzen), links (aktive Verbindungen), plane (Ebene), shell (Schale).
Ein Knoten, dem eine davon fehlt, wird nicht durchgelassen.</translation>
    </message>
    <message>
        <source>Hide the others instead of dimming them</source>
        <translation>Die anderen ausblenden statt abdunkeln</translation>
    </message>
    <message>
        <source>Remove the filter</source>
        <translation>Filter entfernen</translation>
    </message>
</context>
<context>
    <name>desk::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;Show this at the start while nothing comes in</source>
        <translation>Beim &amp;Start zeigen, solange nichts ankommt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Lab hardware</source>
        <translation>Laborgeräte</translation>
    </message>
    <message>
        <source>This window has no server. Start it without --no-server and --session to receive data.</source>
        <translation>Dieses Fenster hat keinen Server. Ohne --no-server und --session gestartet nimmt es Daten an.</translation>
    </message>
    <message>
        <source>Whatever can post JSON can send: each numeric field becomes a parameter. The line below sends one point of a node bench-1; it appears at once in Parameters and Topology.</source>
        <translation>Alles, was JSON senden kann, ist willkommen: Jedes Zahlenfeld wird ein Parameter. Die Zeile unten sendet einen Punkt eines Knotens bench-1; er erscheint sofort unter Parameter und Topologie.</translation>
    </message>
    <message>
        <source>Address:</source>
        <translation>Adresse:</translation>
    </message>
    <message>
        <source>Line for the shell:</source>
        <translation>Zeile für die Shell:</translation>
    </message>
    <message>
        <source>Or look at something else</source>
        <translation>Oder etwas anderes ansehen</translation>
    </message>
    <message>
        <source>A simulated fleet with real orbits, in a window and a folder of its own.</source>
        <translation>Eine simulierte Flotte mit echten Bahnen, in eigenem Fenster und Ordner.</translation>
    </message>
    <message>
        <source>Start the &amp;demo</source>
        <translation>&amp;Vorführung starten</translation>
    </message>
    <message>
        <source>The demo starts in a window of its own.</source>
        <translation>Die Vorführung startet in einem eigenen Fenster.</translation>
    </message>
    <message>
        <source>A recording (.desk), or a file to import (.csv, .jsonl, .lp, .mcap).</source>
        <translation>Eine Aufzeichnung (.desk) oder eine Datei zum Einlesen (.csv, .jsonl, .lp, .mcap).</translation>
    </message>
    <message>
        <source>Open &amp;recording…</source>
        <translation>&amp;Aufzeichnung öffnen…</translation>
    </message>
    <message>
        <source>&amp;Another instance:</source>
        <translation>Andere &amp;Instanz:</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>Ver&amp;binden</translation>
    </message>
    <message>
        <source>It is shown in a window of its own.</source>
        <translation>Sie erscheint in einem eigenen Fenster.</translation>
    </message>
</context>
<context>
    <name>desk::FleetForecastPage</name>
    <message>
        <source>No forecasts yet. A series has one after two minutes of values.</source>
        <translation>Noch keine Vorhersagen. Eine Reihe hat eine nach zwei Minuten mit Werten.</translation>
    </message>
    <message>
        <source>No forecast passes the filter.</source>
        <translation>Keine Vorhersage passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No series can be forecast yet: there is too little to go by.</source>
        <translation>Noch lässt sich keine Reihe vorhersagen: Es ist zu wenig da.</translation>
    </message>
    <message>
        <source>Show reasons</source>
        <translation>Gründe zeigen</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>State: the limit that is met, else nominal; grey without limits</source>
        <translation>Zustand: die Grenze, die erreicht wird, sonst nominal; grau ohne Grenzen</translation>
    </message>
    <message>
        <source>To limit</source>
        <translation>Bis Grenze</translation>
    </message>
    <message>
        <source>To limit: when the middle of the forecast meets the nearest limit, within five minutes; straight lines between now and 1, 3 and 5 minutes. What is beyond a limit already comes after these</source>
        <translation>Bis Grenze: wann die Mitte der Vorhersage binnen fünf Minuten die nächste Grenze erreicht; Geraden zwischen jetzt und 1, 3 und 5 Minuten. Was schon jenseits einer Grenze ist, kommt danach</translation>
    </message>
    <message>
        <source>Earliest</source>
        <translation>Frühestens</translation>
    </message>
    <message>
        <source>Earliest: when the edge of the 90 % band meets the nearest limit</source>
        <translation>Frühestens: wann der Rand des 90-%-Bandes die nächste Grenze erreicht</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Node or link</source>
        <translation>Knoten oder Verbindung</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Now: the newest value the forecast knew</source>
        <translation>Jetzt: der neueste Wert, den die Vorhersage kannte</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>In %1: the middle, and in brackets the band that should hold 90 % of what comes</source>
        <translation>In %1: die Mitte, und in Klammern das Band, das 90 % dessen enthalten soll, was kommt</translation>
    </message>
    <message>
        <source>Conf.</source>
        <translation>Zuv.</translation>
    </message>
    <message>
        <source>Confidence: how much narrower the band is than what the series did lately, at the farthest horizon</source>
        <translation>Zuversicht: um wie viel schmaler das Band ist als das, was die Reihe zuletzt tat, am weitesten voraus</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model: the method that has been best of this series lately</source>
        <translation>Modell: das Verfahren, das bei dieser Reihe zuletzt am besten war</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Age: since the forecast was made</source>
        <translation>Alter: seit die Vorhersage gemacht wurde</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Remark: why there is no number</source>
        <translation>Bemerkung: warum es keine Zahl gibt</translation>
    </message>
    <message>
        <source>Filter by node or metric</source>
        <translation>Nach Knoten oder Messgröße filtern</translation>
    </message>
    <message>
        <source>Words that are part of a name, or patterns of a whole name: * any characters, ? one</source>
        <translation>Wörter, die Teil eines Namens sind, oder Muster eines ganzen Namens: * beliebige Zeichen, ? eines</translation>
    </message>
    <message>
        <source>Only what meets a limit within five minutes, or may, or is beyond one</source>
        <translation>Nur was binnen fünf Minuten an eine Grenze stößt oder stoßen kann oder jenseits einer ist</translation>
    </message>
    <message>
        <source>Also the series that cannot be forecast, and why</source>
        <translation>Auch die Reihen, die sich nicht vorhersagen lassen, und warum</translation>
    </message>
    <message>
        <source>The forecasts of what is selected in full, below the table</source>
        <translation>Die Vorhersagen zum Gewählten vollständig, unter der Tabelle</translation>
    </message>
    <message>
        <source>Forecasts of the fleet</source>
        <translation>Vorhersagen der Flotte</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Gründe</translation>
    </message>
</context>
<context>
    <name>desk::FleetMap</name>
    <message>
        <source>Positions at %1</source>
        <translation>Positionen um %1</translation>
    </message>
    <message>
        <source>Links as of %1</source>
        <translation>Verbindungen von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) without a position</source>
        <translation>
            <numerusform>%n Knoten ohne Position</numerusform>
            <numerusform>&quot;%n nodes without a position&quot;; de singular and plural: %n Knoten ohne Position)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::FleetMatrixPanel</name>
    <message>
        <source>none of its links has it</source>
        <translation>keine seiner Verbindungen hat sie</translation>
    </message>
    <message>
        <source>it has no such metric</source>
        <translation>diese Messgröße hat er nicht</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>%1 to %2 in the fleet</source>
        <translation>%1 bis %2 in der Flotte</translation>
    </message>
    <message>
        <source>%1 of %2 links alive</source>
        <translation>%1 von %2 Verbindungen lebendig</translation>
    </message>
    <message>
        <source>%1 of %2 alive</source>
        <translation>%1 von %2 lebendig</translation>
    </message>
    <message>
        <source>Point at a cell, or walk with the arrow keys.</source>
        <translation>Auf eine Zelle zeigen oder mit den Pfeiltasten gehen.</translation>
    </message>
    <message>
        <source>Enter charts a cell; a click selects its node.</source>
        <translation>Eingabe zeichnet eine Zelle; ein Klick wählt ihren Knoten.</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>%1 auswählen</translation>
    </message>
    <message>
        <source>Copy with value</source>
        <translation>Mit Wert kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Show all columns</source>
        <translation>Alle Spalten zeigen</translation>
    </message>
    <message>
        <source>No telemetry yet. A row per node and a column per metric appear with the first points: start the demo, or post to /api/v1/telemetry.</source>
        <translation>Noch keine Telemetrie. Mit den ersten Punkten erscheinen eine Zeile je Knoten und eine Spalte je Messgröße: die Demo starten oder an /api/v1/telemetry senden.</translation>
    </message>
    <message>
        <source>No node passes the filter.</source>
        <translation>Kein Knoten passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>By plane</source>
        <translation>Nach Bahnebene</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Schlimmste zuerst</translation>
    </message>
    <message>
        <source>%1 (held)</source>
        <translation>%1 (steht)</translation>
    </message>
    <message>
        <source>Order of the rows: held while the pointer is over them</source>
        <translation>Reihenfolge der Zeilen: sie steht, solange der Zeiger über ihnen ist</translation>
    </message>
    <message>
        <source>Order of the rows; worst: severity, then how many cells have it, then name</source>
        <translation>Reihenfolge der Zeilen; schlimmste: Schwere, dann wie viele Zellen sie haben, dann Name</translation>
    </message>
    <message>
        <source>Fleet matrix</source>
        <translation>Flottenmatrix</translation>
    </message>
    <message>
        <source>Filter by node</source>
        <translation>Nach Knoten filtern</translation>
    </message>
    <message>
        <source>Words that are part of a name, label or type, or patterns of a whole one: * any characters, ? one</source>
        <translation>Wörter, die in Name, Bezeichnung oder Art vorkommen, oder Muster für das Ganze: * beliebige Zeichen, ? eines</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Figures in the cells, as a table</source>
        <translation>Zahlen in den Zellen, als Tabelle</translation>
    </message>
    <message>
        <source>More: legend and columns</source>
        <translation>Mehr: Legende und Spalten</translation>
    </message>
    <message>
        <source>Chart its main parameters</source>
        <translation>Seine Hauptparameter zeichnen</translation>
    </message>
    <message>
        <source>Only its parameters in the table</source>
        <translation>Nur seine Parameter in der Tabelle</translation>
    </message>
</context>
<context>
    <name>desk::FleetPanel</name>
    <message>
        <source>No nodes yet. A node appears with its first telemetry; a whole fleet comes with PUT /api/v1/topology/ or with the demo.</source>
        <translation>Noch keine Knoten. Ein Knoten erscheint mit seiner ersten Telemetrie; eine ganze Flotte kommt mit PUT /api/v1/topology/ oder mit der Demo.</translation>
    </message>
    <message>
        <source>No node passes the filter.</source>
        <translation>Kein Knoten passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Links: active ones</source>
        <translation>Verbindungen: aktive</translation>
    </message>
    <message>
        <source>Filter by name, type or health</source>
        <translation>Nach Name, Art oder Gesundheit filtern</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Nodes outside their limits or in bad health stand on top</source>
        <translation>Knoten außerhalb der Grenzwerte oder in schlechter Gesundheit stehen oben</translation>
    </message>
    <message>
        <source>Chart its main parameters</source>
        <translation>Seine Hauptparameter zeichnen</translation>
    </message>
    <message>
        <source>Only its parameters in the table</source>
        <translation>Nur seine Parameter in der Tabelle</translation>
    </message>
</context>
<context>
    <name>desk::FlowPage</name>
    <message>
        <source>Name the node to which the narrowest place is looked for.</source>
        <translation>Nennen Sie den Knoten, zu dem die engste Stelle gesucht wird.</translation>
    </message>
    <message>
        <source>No node is called “%1”.</source>
        <translation>Kein Knoten heißt „%1“.</translation>
    </message>
    <message>
        <source>Nothing can flow: there is no node on the ground that works, or no other one.</source>
        <translation>Nichts kann fließen: Am Boden arbeitet kein Knoten, oder es gibt keinen anderen.</translation>
    </message>
    <message>
        <source>At most %1 at the same time; the narrowest place has %2 links.</source>
        <translation>Höchstens %1 gleichzeitig; die engste Stelle hat %2 Verbindungen.</translation>
    </message>
    <message>
        <source>%1 ways share no link; as many links are the fewest whose loss separates.</source>
        <translation>%1 Wege teilen keine Verbindung; ebenso viele Verbindungen sind die wenigsten, deren Verlust trennt.</translation>
    </message>
    <message>
        <source>Left out for want of a capacity: %1 links.</source>
        <translation>Ohne Kapazität weggelassen: %1 Verbindungen.</translation>
    </message>
    <message>
        <source>As of %1, graph %2.</source>
        <translation>Stand %1, Graph %2.</translation>
    </message>
    <message>
        <source>Nothing flows: no links lead across.</source>
        <translation>Nichts fließt: Keine Verbindungen führen hinüber.</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Maximum flow %1, narrowest place: links %2</source>
        <translation>Größter Fluss %1, engste Stelle: Verbindungen %2</translation>
    </message>
    <message>
        <source>All satellites to the ground</source>
        <translation>Alle Satelliten zum Boden</translation>
    </message>
    <message>
        <source>The ground to one node</source>
        <translation>Der Boden zu einem Knoten</translation>
    </message>
    <message>
        <source>Between what flows</source>
        <translation>Zwischen was es fließt</translation>
    </message>
    <message>
        <source>By capacity</source>
        <translation>Nach Kapazität</translation>
    </message>
    <message>
        <source>By number of links</source>
        <translation>Nach Verbindungen</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>Capacity: what flows at the same time
Number of links: how many ways share no link, and the fewest links whose loss separates</source>
        <translation>Kapazität: was gleichzeitig fließt
Zahl der Verbindungen: wie viele Wege keine Verbindung teilen und die wenigsten, deren Verlust trennt</translation>
    </message>
    <message>
        <source>Whole capacity</source>
        <translation>Ganze Kapazität</translation>
    </message>
    <message>
        <source>Free capacity</source>
        <translation>Freie Kapazität</translation>
    </message>
    <message>
        <source>Which capacity counts</source>
        <translation>Welche Kapazität zählt</translation>
    </message>
    <message>
        <source>Free: what the utilisation leaves of it</source>
        <translation>Frei: was die Auslastung davon lässt</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Gbit/s</source>
        <translation>Gbit/s</translation>
    </message>
    <message>
        <source>Gbit/s: capacity of the link</source>
        <translation>Gbit/s: Kapazität der Verbindung</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Cut: whether the link belongs to the narrowest place</source>
        <translation>Schnitt: ob die Verbindung zur engsten Stelle gehört</translation>
    </message>
    <message>
        <source>Links by flow</source>
        <translation>Verbindungen nach Fluss</translation>
    </message>
    <message>
        <source>Flow, Gbit/s</source>
        <translation>Fluss, Gbit/s</translation>
    </message>
    <message>
        <source>Flow, ways</source>
        <translation>Fluss, Wege</translation>
    </message>
    <message>
        <source>Flow: what goes over the link, in the direction of the arrow</source>
        <translation>Fluss: was über die Verbindung geht, in Richtung des Pfeils</translation>
    </message>
    <message>
        <source>Cut and flow</source>
        <translation>Schnitt und Fluss</translation>
    </message>
    <message>
        <source>Maximum flow: the most that can go from some nodes to others at the same time over all ways together. The minimum cut is the narrowest place: links whose capacities add up to just that amount, so that nothing more passes until they grow. What nodes can pass on is not limited; a link of unknown capacity carries nothing and is said. The table has the cut, then the links with the largest flow, 500 in all.</source>
        <translation>Größter Fluss: das meiste, das gleichzeitig über alle Wege zusammen von einigen Knoten zu anderen gehen kann. Der kleinste Schnitt ist die engste Stelle: Verbindungen, deren Kapazitäten gerade diese Menge ergeben; mehr kommt nicht durch, bis sie wachsen. Was Knoten weitergeben können, ist nicht begrenzt; eine Verbindung unbekannter Kapazität trägt nichts und wird genannt. Die Tabelle hat den Schnitt, dann die Verbindungen mit dem größten Fluss, zusammen 500.</translation>
    </message>
</context>
<context>
    <name>desk::ForecastCard</name>
    <message>
        <source>There are no forecasts of %1 itself.</source>
        <translation>Zu %1 selbst gibt es keine Vorhersagen.</translation>
    </message>
    <message>
        <source>Select a link or a node to see its forecasts in full.</source>
        <translation>Eine Verbindung oder einen Knoten wählen, um die Vorhersagen dazu vollständig zu sehen.</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 jetzt</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>90 % band of %1</source>
        <translation>90-%-Band von %1</translation>
    </message>
    <message>
        <source>Confidence %1</source>
        <translation>Zuversicht %1</translation>
    </message>
    <message>
        <source>the satellite sets at %1</source>
        <translation>der Satellit geht um %1 unter</translation>
    </message>
    <message>
        <source>the link ends at %1</source>
        <translation>die Verbindung endet um %1</translation>
    </message>
    <message>
        <source>perhaps: %1</source>
        <translation>vielleicht: %1</translation>
    </message>
    <message>
        <source>The edge of the 90 % band meets this limit, the middle does not</source>
        <translation>Der Rand des 90-%-Bandes erreicht diese Grenze, die Mitte nicht</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>%1, too old to go by</source>
        <translation>%1, zu alt, um sich danach zu richten</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Zuversicht</translation>
    </message>
    <message>
        <source>How much narrower the band is than what the series did lately, at the farthest horizon, in the order above</source>
        <translation>Um wie viel schmaler das Band ist als das, was die Reihe zuletzt tat, am weitesten voraus, in der Reihenfolge von oben</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>this desk</source>
        <translation>dieses Pult</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Forecasts of what is selected</source>
        <translation>Vorhersagen zum Gewählten</translation>
    </message>
</context>
<context>
    <name>desk::ForecastPanel</name>
    <message>
        <source>There are no forecasts here.</source>
        <translation>Hier gibt es keine Vorhersagen.</translation>
    </message>
    <message>
        <source>Fleet forecast</source>
        <translation>Vorhersage der Flotte</translation>
    </message>
    <message>
        <source>Predicted limit violations</source>
        <translation>Vorhergesagte Grenzverletzungen</translation>
    </message>
    <message>
        <source>What is shown of the forecasts</source>
        <translation>Was von den Vorhersagen gezeigt wird</translation>
    </message>
</context>
<context>
    <name>desk::ForecastWords</name>
    <message>
        <source>Less than 2 minutes of history</source>
        <translation>Weniger als 2 Minuten Vorgeschichte</translation>
    </message>
    <message>
        <source>Constant for the last 10 minutes</source>
        <translation>Seit 10 Minuten unverändert</translation>
    </message>
    <message>
        <source>More than half of the last 10 minutes is missing</source>
        <translation>Mehr als die Hälfte der letzten 10 Minuten fehlt</translation>
    </message>
    <message>
        <source>No value for more than a minute</source>
        <translation>Seit mehr als einer Minute kein Wert</translation>
    </message>
    <message>
        <source>Values beyond what can be calculated with</source>
        <translation>Werte jenseits dessen, womit man rechnen kann</translation>
    </message>
    <message>
        <source>Not a measured number</source>
        <translation>Keine gemessene Zahl</translation>
    </message>
    <message>
        <source>As many series are watched as may be</source>
        <translation>Es werden so viele Reihen beobachtet wie zulässig</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>Beharrung</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>Holt–Winters</source>
        <translation>Holt–Winters</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Geometrie</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Persistence: it stays as it is</source>
        <translation>Beharrung: Es bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Drift: the straight line of the last ten minutes goes on</source>
        <translation>Drift: Die Gerade der letzten zehn Minuten geht weiter</translation>
    </message>
    <message>
        <source>Holt–Winters: the recent trend goes on and dies away</source>
        <translation>Holt–Winters: Der jüngste Trend geht weiter und klingt ab</translation>
    </message>
    <message>
        <source>Geometry: what the link&apos;s range will be, by its orbits</source>
        <translation>Geometrie: wie weit die Verbindung nach ihren Bahnen reichen wird</translation>
    </message>
    <message>
        <source>LSTM: a neural network over the last ten minutes</source>
        <translation>LSTM: ein neuronales Netz über die letzten zehn Minuten</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>False</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>The newest forecast says so no longer; it counts until its time is over</source>
        <translation>Die neueste Vorhersage sagt es nicht mehr; es zählt, bis seine Zeit um ist</translation>
    </message>
    <message>
        <source>Its time has not come yet</source>
        <translation>Seine Zeit ist noch nicht gekommen</translation>
    </message>
    <message>
        <source>It was said, and it came</source>
        <translation>Es war gesagt, und es kam</translation>
    </message>
    <message>
        <source>It came, and no forecast had said so</source>
        <translation>Es kam, und keine Vorhersage hatte es gesagt</translation>
    </message>
    <message>
        <source>It was said, and it did not come</source>
        <translation>Es war gesagt, und es kam nicht</translation>
    </message>
    <message>
        <source>No value came any more that could have shown it</source>
        <translation>Es kam kein Wert mehr, an dem man es hätte sehen können</translation>
    </message>
    <message>
        <source>%1: beyond %2 already</source>
        <translation>%1: schon jenseits von %2</translation>
    </message>
    <message>
        <source>%1: %2 at %3</source>
        <translation>%1: %2 um %3</translation>
    </message>
    <message>
        <source>The link ends at %1</source>
        <translation>Die Verbindung endet um %1</translation>
    </message>
    <message>
        <source>beyond</source>
        <translation>verletzt</translation>
    </message>
    <message>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message>
        <source>Older than a minute: not to be gone by</source>
        <translation>Älter als eine Minute: nicht mehr verlässlich</translation>
    </message>
    <message>
        <source>The server that makes the forecasts gives no number</source>
        <translation>Der Server, der die Vorhersagen macht, nennt keine Zahl</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>Mixture: the mean of several methods, by how right each was lately</source>
        <translation>Mischung: das Mittel mehrerer Verfahren, gewichtet danach, wie gut jedes zuletzt war</translation>
    </message>
</context>
<context>
    <name>desk::FrameView</name>
    <message>
        <source>Bytes of the frame</source>
        <translation>Bytes des Rahmens</translation>
    </message>
    <message>
        <source>%1 = %2 (raw %3), bits %4 to %5</source>
        <translation>%1 = %2 (roh %3), Bits %4 bis %5</translation>
    </message>
    <message>
        <source>%1 = %2 (raw %3), bytes %4 to %5</source>
        <translation>%1 = %2 (roh %3), Bytes %4 bis %5</translation>
    </message>
</context>
<context>
    <name>desk::FramesPage</name>
    <message>
        <source>Arrived</source>
        <translation>Angekommen</translation>
    </message>
    <message>
        <source>When it came in</source>
        <translation>Wann es ankam</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Bytes: its length as it was sent</source>
        <translation>Bytes: seine Länge, wie es gesendet wurde</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Choose a sender above to see what it sends.</source>
        <translation>Oben einen Sender wählen, um zu sehen, was er sendet.</translation>
    </message>
    <message>
        <source>No frame has come from it yet.</source>
        <translation>Von ihm ist noch kein Rahmen gekommen.</translation>
    </message>
    <message>
        <source>Nothing of it was refused. Of HTTP clients only what was refused is kept.</source>
        <translation>Nichts davon wurde abgelehnt. Von HTTP-Clients wird nur aufgehoben, was abgelehnt wurde.</translation>
    </message>
    <message>
        <source>Taken; it holds no values.</source>
        <translation>Angenommen; er enthält keine Werte.</translation>
    </message>
</context>
<context>
    <name>desk::GapCauseWords</name>
    <message>
        <source>link down</source>
        <translation>Verbindung aus</translation>
    </message>
    <message>
        <source>dropped by the server</source>
        <translation>vom Server verworfen</translation>
    </message>
    <message>
        <source>dropped here</source>
        <translation>hier verworfen</translation>
    </message>
    <message>
        <source>not decoded</source>
        <translation>nicht dekodiert</translation>
    </message>
    <message>
        <source>not subscribed</source>
        <translation>nicht abonniert</translation>
    </message>
    <message>
        <source>recorder off</source>
        <translation>Rekorder aus</translation>
    </message>
    <message>
        <source>receiver too slow</source>
        <translation>Empfänger zu langsam</translation>
    </message>
    <message>
        <source>expired at the server</source>
        <translation>am Server abgelaufen</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>out of contact</source>
        <translation>kein Kontakt</translation>
    </message>
    <message>
        <source>cause unknown</source>
        <translation>Ursache unbekannt</translation>
    </message>
</context>
<context>
    <name>desk::HealthSection</name>
    <message>
        <source>Health history</source>
        <translation>Verlauf des Zustands</translation>
    </message>
    <message>
        <source>The history of health is not kept here.</source>
        <translation>Der Verlauf des Zustands wird hier nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Nothing is known of its health in this time.</source>
        <translation>Über den Zustand in dieser Zeit ist nichts bekannt.</translation>
    </message>
</context>
<context>
    <name>desk::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Find in the help</source>
        <translation>In der Hilfe suchen</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Text of the topic</source>
        <translation>Text des Themas</translation>
    </message>
    <message>
        <source>No topic has all of these words.</source>
        <translation>Kein Thema enthält alle diese Wörter.</translation>
    </message>
</context>
<context>
    <name>desk::HistogramFigure</name>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 Messwerte</translation>
    </message>
    <message>
        <source>%1 states</source>
        <translation>%1 Zustände</translation>
    </message>
    <message>
        <source>%1 bins after Freedman and Diaconis</source>
        <translation>%1 Klassen nach Freedman und Diaconis</translation>
    </message>
    <message>
        <source>%1 bins after Sturges, as half of the values are equal</source>
        <translation>%1 Klassen nach Sturges, da die Hälfte der Werte gleich ist</translation>
    </message>
    <message>
        <source>%1 bins</source>
        <translation>%1 Klassen</translation>
    </message>
    <message>
        <source>each sample counts once</source>
        <translation>jeder Messwert zählt einmal</translation>
    </message>
</context>
<context>
    <name>desk::IngestPanel</name>
    <message>
        <source>Sender</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>Sender: the program or device that sends</source>
        <translation>Sender: das Programm oder Gerät, das sendet</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>Rahmen/s</translation>
    </message>
    <message>
        <source>Frames a second: requests, packets or lines</source>
        <translation>Rahmen je Sekunde: Anfragen, Pakete oder Zeilen</translation>
    </message>
    <message>
        <source>Points/s</source>
        <translation>Punkte/s</translation>
    </message>
    <message>
        <source>Points a second that were taken</source>
        <translation>Punkte je Sekunde, die angenommen wurden</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>Jitter: how much the time between two of them varies</source>
        <translation>Jitter: wie sehr der Abstand zwischen zweien schwankt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Refused: requests or frames that were not taken</source>
        <translation>Abgelehnt: Anfragen oder Rahmen, die nicht angenommen wurden</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Missing: numbered by the sender and never seen</source>
        <translation>Fehlend: vom Sender nummeriert und nie angekommen</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Silent: time since it last sent something</source>
        <translation>Stumm: Zeit, seit er zuletzt etwas sandte</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address, and the name of its token</source>
        <translation>Adresse, und der Name seines Tokens</translation>
    </message>
    <message>
        <source>Nobody has sent anything yet. Each program that posts here and each link of a device appears here, with what was refused and why.</source>
        <translation>Noch hat niemand etwas gesendet. Jedes Programm, das hierher sendet, und jede Verbindung eines Geräts erscheint hier, mit dem, was abgelehnt wurde, und warum.</translation>
    </message>
    <message>
        <source>Who sends is known to the program that receives it: look at it there.</source>
        <translation>Wer sendet, weiß das Programm, das es empfängt: dort nachsehen.</translation>
    </message>
    <message>
        <source>What came</source>
        <translation>Was ankam</translation>
    </message>
    <message>
        <source>Why not on the chart?</source>
        <translation>Warum nicht im Diagramm?</translation>
    </message>
    <message>
        <source>no name given</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>arrival</source>
        <translation>Ankunft</translation>
    </message>
    <message>
        <source>Its values bear the time at which they came here.</source>
        <translation>Seine Werte tragen die Zeit, zu der sie hier ankamen.</translation>
    </message>
    <message>
        <source>Its clock only counts, from a start that it does not tell.</source>
        <translation>Seine Uhr zählt nur, von einem Beginn an, den sie nicht nennt.</translation>
    </message>
    <message>
        <source>Its clock less ours: %1</source>
        <translation>Seine Uhr weniger unsere: %1</translation>
    </message>
    <message>
        <source>Known to within %1</source>
        <translation>Bekannt auf %1</translation>
    </message>
    <message>
        <source>Times that it was set: %1</source>
        <translation>Wie oft sie gestellt wurde: %1</translation>
    </message>
    <message>
        <source>Its clock gains %1 s a day on ours.</source>
        <translation>Seine Uhr gewinnt am Tag %1 s auf unsere.</translation>
    </message>
    <message>
        <source>Clock: its time less ours. Of a program the time of its newest value less that at which it came; of a device as estimated from its quickest values; arrival: it tells no time</source>
        <translation>Uhr: ihre Zeit weniger unsere. Bei einem Programm die Zeit seines neuesten Werts weniger der, zu der er ankam; bei einem Gerät aus seinen schnellsten Werten geschätzt; Ankunft: es nennt keine Zeit</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Gang</translation>
    </message>
    <message>
        <source>Drift: what its clock gains on ours, in millionths</source>
        <translation>Gang: was seine Uhr auf unsere gewinnt, in Millionsteln</translation>
    </message>
</context>
<context>
    <name>desk::InspectorPanel</name>
    <message>
        <source>capacity %1</source>
        <translation>Kapazität %1</translation>
    </message>
    <message>
        <source>learned from telemetry</source>
        <translation>aus Telemetrie gelernt</translation>
    </message>
    <message>
        <source>worst value: %1</source>
        <translation>schlechtester Wert: %1</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>link</comment>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>No contact</source>
        <comment>link</comment>
        <translation>Kein Kontakt</translation>
    </message>
    <message>
        <source>Nothing is selected. Pick a node or a link in the topology or in a table to see it here.</source>
        <translation>Nichts ausgewählt. Einen Knoten oder eine Verbindung in der Topologie oder einer Tabelle wählen, um sie hier zu sehen.</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Other direction</source>
        <translation>Gegenrichtung</translation>
    </message>
    <message>
        <source>Show the other direction</source>
        <translation>Gegenrichtung zeigen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Neighbour</source>
        <translation>Nachbar</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>SNR</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Load</source>
        <comment>utilisation of a link</comment>
        <translation>Last</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
</context>
<context>
    <name>desk::InspectorSection</name>
    <message>
        <source>Fold or unfold: %1</source>
        <translation>Ein- oder ausklappen: %1</translation>
    </message>
</context>
<context>
    <name>desk::ItemTip</name>
    <message>
        <source>satellite</source>
        <translation>Satellit</translation>
    </message>
    <message>
        <source>ground station</source>
        <translation>Bodenstation</translation>
    </message>
    <message>
        <source>data centre</source>
        <translation>Rechenzentrum</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>nominal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>out of contact</source>
        <translation>ohne Kontakt</translation>
    </message>
    <message>
        <source>health: %1</source>
        <translation>Gesundheit: %1</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>altitude</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>active links</source>
        <translation>aktive Verbindungen</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>inactive</source>
        <translation>inaktiv</translation>
    </message>
    <message>
        <source>as of %1, graded by the limits of now</source>
        <translation>Stand %1, bewertet nach den Grenzwerten von jetzt</translation>
    </message>
    <message numerus="yes">
        <source>plane %1 of shell %2</source>
        <comment>one or more</comment>
        <translation>
            <numerusform>Ebene %1 der Schale %2</numerusform>
            <numerusform>Ebenen %1 der Schale %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>worst: %1</source>
        <translation>am schlimmsten: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of contact</source>
        <translation>
            <numerusform>%n ohne Kontakt</numerusform>
            <numerusform>%n ohne Kontakt</numerusform>
        </translation>
    </message>
    <message>
        <source>Click to come closer</source>
        <translation>Klicken, um näher zu kommen</translation>
    </message>
    <message>
        <source>as reported</source>
        <translation>wie gemeldet</translation>
    </message>
    <message>
        <source>by SGP4</source>
        <translation>nach SGP4</translation>
    </message>
    <message>
        <source>as defined</source>
        <translation>wie definiert</translation>
    </message>
    <message>
        <source>as of %1; values are not graded, for want of the limits</source>
        <translation>Stand %1; Werte sind nicht bewertet, denn die Grenzen sind nicht bekannt</translation>
    </message>
</context>
<context>
    <name>desk::LimitPreview</name>
    <message>
        <source>now %1: %2. Last %3: %4</source>
        <translation>jetzt %1: %2. Letzte %3: %4</translation>
    </message>
</context>
<context>
    <name>desk::LimitsDialog</name>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>(new)</source>
        <translation>(neu)</translation>
    </message>
    <message>
        <source>Limits; the first that matches a series holds</source>
        <translation>Grenzen; die erste, die auf eine Reihe passt, gilt</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>The first that matches a series holds.</source>
        <translation>Die erste, die auf eine Reihe passt, gilt.</translation>
    </message>
    <message>
        <source>A threshold is not a number.</source>
        <translation>Eine Schwelle ist keine Zahl.</translation>
    </message>
    <message>
        <source>Name the metric the limits are for, for example snr_db.</source>
        <translation>Die Messgröße nennen, für die die Grenzen gelten, zum Beispiel snr_db.</translation>
    </message>
    <message>
        <source>A lower threshold must lie below every upper one.</source>
        <translation>Eine untere Schwelle muss unter jeder oberen liegen.</translation>
    </message>
    <message>
        <source>A worse severity must lie further out.</source>
        <translation>Eine schlimmere Stufe muss weiter außen liegen.</translation>
    </message>
    <message>
        <source>no such series is known</source>
        <translation>keine solche Reihe ist bekannt</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>&amp;For example:</source>
        <translation>&amp;Zum Beispiel:</translation>
    </message>
    <message>
        <source>&amp;Metric:</source>
        <translation>&amp;Messgröße:</translation>
    </message>
    <message>
        <source>&amp;Of nodes:</source>
        <translation>&amp;Von Knoten:</translation>
    </message>
    <message>
        <source>Links &amp;to:</source>
        <translation>Verb&amp;indungen zu:</translation>
    </message>
    <message>
        <source>empty: of the nodes themselves; for example gs-*</source>
        <translation>leer: von den Knoten selbst; zum Beispiel gs-*</translation>
    </message>
    <message>
        <source>%1 at or below</source>
        <translation>%1 bei oder unter</translation>
    </message>
    <message>
        <source>%1 at or above</source>
        <translation>%1 bei oder über</translation>
    </message>
    <message>
        <source>at or above</source>
        <translation>bei oder über</translation>
    </message>
    <message>
        <source>at or below</source>
        <translation>bei oder unter</translation>
    </message>
    <message>
        <source>How far back inside a violation ends</source>
        <translation>Wie weit zurück im Inneren eine Verletzung endet</translation>
    </message>
    <message>
        <source>Dead&amp;band:</source>
        <translation>&amp;Totband:</translation>
    </message>
    <message>
        <source> samples</source>
        <translation> Werte</translation>
    </message>
    <message>
        <source>Begins a&amp;fter:</source>
        <translation>&amp;Beginnt nach:</translation>
    </message>
    <message>
        <source>&amp;Ends after:</source>
        <translation>En&amp;det nach:</translation>
    </message>
    <message>
        <source>Begins after so many samples</source>
        <translation>Beginnt nach so vielen Werten</translation>
    </message>
    <message>
        <source>Ends after so many samples</source>
        <translation>Endet nach so vielen Werten</translation>
    </message>
    <message>
        <source>Begins after so many seconds</source>
        <translation>Beginnt nach so vielen Sekunden</translation>
    </message>
    <message>
        <source>Ends after so many seconds</source>
        <translation>Endet nach so vielen Sekunden</translation>
    </message>
    <message>
        <source>The limits were changed by somebody else meanwhile. Save again to replace theirs, or cancel to see them.</source>
        <translation>Die Grenzen wurden inzwischen anderswo geändert. Erneut speichern ersetzt jene, Abbrechen zeigt sie.</translation>
    </message>
</context>
<context>
    <name>desk::LinkSection</name>
    <message>
        <source>Both directions</source>
        <translation>Beide Richtungen</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>SNR</translation>
    </message>
    <message>
        <source>Load</source>
        <comment>utilisation of a link</comment>
        <translation>Last</translation>
    </message>
    <message>
        <source>Loss</source>
        <comment>of packets</comment>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>As defined; nobody has measured it</source>
        <translation>Wie definiert; niemand hat es gemessen</translation>
    </message>
</context>
<context>
    <name>desk::LinksPanel</name>
    <message>
        <source>%1: %2. Errors: %3</source>
        <translation>%1: %2. Fehler: %3</translation>
    </message>
    <message>
        <source>%1: errors: %2</source>
        <translation>%1: Fehler: %2</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Age: time since the last frame</source>
        <translation>Alter: Zeit seit dem letzten Frame</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>Frames/s</translation>
    </message>
    <message>
        <source>Frames a second: requests, packets or lines</source>
        <translation>Frames je Sekunde: Anfragen, Pakete oder Zeilen</translation>
    </message>
    <message>
        <source>Points/s</source>
        <translation>Punkte/s</translation>
    </message>
    <message>
        <source>Points a second</source>
        <translation>Punkte je Sekunde</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>Bytes/s</translation>
    </message>
    <message>
        <source>Bytes a second</source>
        <translation>Bytes je Sekunde</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Errors: refused or unreadable</source>
        <translation>Fehler: abgelehnt oder unlesbar</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Points since the start</source>
        <translation>Punkte seit dem Start</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Clients: open connections</source>
        <translation>Clients: offene Verbindungen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>No data source yet. The embedded server and each device, file or simulation that feeds this window appear here.</source>
        <translation>Noch keine Datenquelle. Der eingebettete Server und jedes Gerät, jede Datei oder Simulation, die dieses Fenster speist, erscheinen hier.</translation>
    </message>
    <message>
        <source>Links of devices</source>
        <translation>Verbindungen zu Geräten</translation>
    </message>
    <message>
        <source>Connect a device…</source>
        <translation>Gerät verbinden…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose one link of a device in the table first.</source>
        <translation>Zuerst in der Tabelle eine Verbindung zu einem Gerät wählen.</translation>
    </message>
    <message>
        <source>%1 belongs to this program itself; only links of devices can be changed.</source>
        <translation>%1 gehört zu diesem Programm selbst; nur Verbindungen zu Geräten lassen sich ändern.</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Plug in a device and see its values, in three steps</source>
        <translation>Ein Gerät anstecken und seine Werte sehen, in drei Schritten</translation>
    </message>
    <message>
        <source>Open the device again and take its values</source>
        <translation>Das Gerät wieder öffnen und seine Werte aufnehmen</translation>
    </message>
    <message>
        <source>Let go of the device; the link stays in the list</source>
        <translation>Das Gerät freigeben; die Verbindung bleibt in der Liste</translation>
    </message>
    <message>
        <source>Change where its values come from, how they are read and what they are called</source>
        <translation>Ändern, woher die Werte kommen, wie sie gelesen werden und wie sie heißen</translation>
    </message>
    <message>
        <source>Take the link out of the list; what was recorded stays</source>
        <translation>Die Verbindung aus der Liste nehmen; was aufgezeichnet ist, bleibt</translation>
    </message>
</context>
<context>
    <name>desk::LiveDataMeter</name>
    <message>
        <source>live %1/%2 MiB</source>
        <translation>live %1/%2 MiB</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The last %1 do not fit into this memory: the last %2 are in it.</source>
        <translation>Die letzten %1 passen nicht in diesen Speicher: die letzten %2 sind darin.</translation>
    </message>
    <message>
        <source>Memory that live data take, of what they may take.</source>
        <translation>Speicher, den Live-Daten belegen, von dem, was sie belegen dürfen.</translation>
    </message>
    <message>
        <source>When it is full, the oldest samples of all series go from it first, the newest never.</source>
        <translation>Ist er voll, so gehen zuerst die ältesten Werte aller Reihen heraus, der neueste nie.</translation>
    </message>
    <message>
        <source>What goes from memory stays in the recording; charts read it from there, which takes a moment longer.</source>
        <translation>Was aus dem Speicher geht, bleibt in der Aufzeichnung; Diagramme lesen es von dort, was einen Moment länger dauert.</translation>
    </message>
    <message>
        <source>Nothing is recorded here: what goes from memory is no longer shown.</source>
        <translation>Hier wird nichts aufgezeichnet: Was aus dem Speicher geht, wird nicht mehr gezeigt.</translation>
    </message>
    <message>
        <source>The limit is &quot;Live data in memory&quot; of the preferences, or memory.max_bytes of config.toml.</source>
        <translation>Die Grenze ist „Live-Daten im Speicher“ in den Einstellungen oder memory.max_bytes in config.toml.</translation>
    </message>
</context>
<context>
    <name>desk::MainChartsSection</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>No figures yet.</source>
        <translation>Noch keine Werte.</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>letzte %1</translation>
    </message>
</context>
<context>
    <name>desk::MainWindow</name>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Data links</source>
        <translation>Datenverbindungen</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>Ereignisprotokoll</translation>
    </message>
    <message>
        <source>Constellation Desk</source>
        <translation>Constellation Desk</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Save &amp;picture of the window…</source>
        <translation>&amp;Bild des Fensters speichern…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>A&amp;nordnung zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Constellation Desk</source>
        <translation>Ü&amp;ber Constellation Desk</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>The picture could not be written to %1. Is the folder writable?</source>
        <translation>Das Bild konnte nicht nach %1 geschrieben werden. Ist der Ordner beschreibbar?</translation>
    </message>
    <message>
        <source>About Constellation Desk</source>
        <translation>Über Constellation Desk</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Constellation Desk %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Operations dashboard for live telemetry, with an embedded ingest server.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Qt %2.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Constellation Desk %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Leitstand für Live-Telemetrie mit eingebettetem Empfangsserver.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Qt %2.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Time conductor</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation>Aufzeichnung ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Close recording</source>
        <translation>Aufzeichnung s&amp;chließen</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings (*.desk *.csv *.jsonl *.lp *.mcap)</source>
        <translation>Aufzeichnungen (*.desk *.csv *.jsonl *.lp *.mcap)</translation>
    </message>
    <message>
        <source>Sessions (*.desk)</source>
        <translation>Sitzungen (*.desk)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 is no recording: open a session (.desk), or a file to import (.csv, .jsonl, .lp, .mcap).</source>
        <translation>%1 ist keine Aufzeichnung: öffnen Sie eine Sitzung (.desk) oder eine Datei zum Importieren (.csv, .jsonl, .lp, .mcap).</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>Importing %1: %2 points</source>
        <translation>%1 wird importiert: %2 Punkte</translation>
    </message>
    <message>
        <source>Not imported: %1</source>
        <translation>Nicht importiert: %1</translation>
    </message>
    <message>
        <source>LIVE + REPLAY</source>
        <translation>LIVE + WIEDERGABE</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>WIEDERGABE</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>All panels to &amp;REPLAY</source>
        <translation>Alle Bereiche auf &amp;WIEDERGABE</translation>
    </message>
    <message>
        <source>All panels to &amp;LIVE</source>
        <translation>Alle Bereiche auf &amp;LIVE</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Cursor</translation>
    </message>
    <message>
        <source>Same &amp;time in LIVE and REPLAY</source>
        <translation>Gleiche &amp;Zeit in LIVE und WIEDERGABE</translation>
    </message>
    <message>
        <source>&amp;Play head over now (T0)</source>
        <translation>&amp;Abspielkopf über jetzt (T0)</translation>
    </message>
    <message>
        <source>&amp;Not linked</source>
        <translation>&amp;Nicht verbunden</translation>
    </message>
    <message>
        <source>Co&amp;mpare with recording…</source>
        <translation>Mit Aufzeichnung &amp;vergleichen…</translation>
    </message>
    <message>
        <source>&amp;End comparison</source>
        <translation>V&amp;ergleich beenden</translation>
    </message>
    <message>
        <source>Compare with recording</source>
        <translation>Mit Aufzeichnung vergleichen</translation>
    </message>
    <message>
        <source>Compare %1 with %2</source>
        <translation>%1 mit %2 vergleichen</translation>
    </message>
    <message>
        <source>Replay %1 instead of %2</source>
        <translation>%1 statt %2 wiedergeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>No mark was set: %1 is only read. Marks are kept in the recording that is being made here.</source>
        <translation>Keine Marke gesetzt: %1 wird nur gelesen. Marken stehen in der Aufzeichnung, die hier gerade entsteht.</translation>
    </message>
    <message>
        <source>No mark was set: marks are kept in the recording, and nothing is recorded here.</source>
        <translation>Keine Marke gesetzt: Marken stehen in der Aufzeichnung, und hier wird nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>No mark was set: %1</source>
        <translation>Keine Marke gesetzt: %1</translation>
    </message>
    <message>
        <source>There is no later mark.</source>
        <translation>Es gibt keine spätere Marke.</translation>
    </message>
    <message>
        <source>There is no earlier mark.</source>
        <translation>Es gibt keine frühere Marke.</translation>
    </message>
    <message>
        <source>&amp;Marks</source>
        <translation>&amp;Marken</translation>
    </message>
    <message>
        <source>&amp;Derived parameters…</source>
        <translation>&amp;Abgeleitete Parameter…</translation>
    </message>
    <message>
        <source>&amp;Add mark…</source>
        <translation>Marke &amp;setzen …</translation>
    </message>
    <message>
        <source>&amp;Next mark</source>
        <translation>&amp;Nächste Marke</translation>
    </message>
    <message>
        <source>&amp;Previous mark</source>
        <translation>&amp;Vorige Marke</translation>
    </message>
    <message>
        <source>No marks yet</source>
        <translation>Noch keine Marken</translation>
    </message>
    <message>
        <source>L&amp;imits…</source>
        <translation>&amp;Grenzen…</translation>
    </message>
    <message>
        <source>&amp;Help for this panel</source>
        <translation>&amp;Hilfe zu diesem Bereich</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>&amp;Erste Schritte…</translation>
    </message>
    <message>
        <source>%1 cannot be started.</source>
        <translation>%1 lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>Flight</source>
        <translation>Flug</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Lab bench</source>
        <translation>Labor</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>An&amp;ordnung</translation>
    </message>
    <message>
        <source>&amp;Undo layout change</source>
        <translation>Änderung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Red&amp;o layout change</source>
        <translation>Änderung &amp;wiederholen</translation>
    </message>
    <message>
        <source>&amp;Save layout as…</source>
        <translation>Anordnung &amp;speichern als…</translation>
    </message>
    <message>
        <source>Re&amp;name layout…</source>
        <translation>Anordnung &amp;umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete layout…</source>
        <translation>Anordnung &amp;löschen…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>Neues &amp;Fenster</translation>
    </message>
    <message>
        <source>Rename layout</source>
        <translation>Anordnung umbenennen</translation>
    </message>
    <message>
        <source>Save layout</source>
        <translation>Anordnung speichern</translation>
    </message>
    <message>
        <source>Delete layout</source>
        <translation>Anordnung löschen</translation>
    </message>
    <message>
        <source>Delete the layout %1? The windows stay as they are.</source>
        <translation>Anordnung %1 löschen? Die Fenster bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Find everything…</source>
        <translation>&amp;Alles finden…</translation>
    </message>
    <message>
        <source>Active &amp;chart as table…</source>
        <translation>Aktives &amp;Diagramm als Tabelle…</translation>
    </message>
    <message>
        <source>Everything that the active chart shows now</source>
        <translation>Alles, was das aktive Diagramm jetzt zeigt</translation>
    </message>
    <message>
        <source>The active chart is empty.</source>
        <translation>Das aktive Diagramm ist leer.</translation>
    </message>
    <message>
        <source>Fleet matrix</source>
        <translation>Flottenmatrix</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>There is a layout %1. Replace it?</source>
        <translation>Es gibt schon eine Anordnung %1. Ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>A recording takes no new series.</source>
        <translation>Eine Aufzeichnung nimmt keine neuen Reihen auf.</translation>
    </message>
    <message>
        <source>There is no server here that could keep a new series.</source>
        <translation>Hier ist kein Server, der eine neue Reihe aufnehmen könnte.</translation>
    </message>
    <message>
        <source>The data are kept by %1; routes are charted there.</source>
        <translation>Die Daten hat %1; dort werden Wege aufgezeichnet.</translation>
    </message>
    <message>
        <source>Second &amp;panel</source>
        <translation>Zweiter Zweites &amp;FeldBereich</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Forecast skill</source>
        <translation>Güte der Vorhersagen</translation>
    </message>
    <message>
        <source>There is no server here that could make forecasts.</source>
        <translation>Hier gibt es keinen Server, der Vorhersagen machen könnte.</translation>
    </message>
    <message>
        <source>The data come from %1, and its forecasts do not come with them.</source>
        <translation>Die Daten kommen von %1, und dessen Vorhersagen kommen nicht mit.</translation>
    </message>
    <message>
        <source>The forecasts of this recording cannot be read; open it again.</source>
        <translation>Die Vorhersagen dieser Aufzeichnung sind nicht lesbar; öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>Ingest</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Ownership</source>
        <translation>Gerätebesitz</translation>
    </message>
    <message>
        <source>%1 is connected, but no value of it has come yet. The panel Ingest says why.</source>
        <translation>%1 ist verbunden, aber noch ist kein Wert davon gekommen. Das Feld Eingang sagt, warum.</translation>
    </message>
    <message>
        <source>Connect a &amp;device…</source>
        <translation>&amp;Gerät verbinden…</translation>
    </message>
    <message>
        <source>A recording does not tell who owned which device.</source>
        <translation>Eine Aufzeichnung sagt nicht, wem welches Gerät gehörte.</translation>
    </message>
    <message>
        <source>The workers are connected to %1, which is asked with an admin token: GET /workers and GET /maps.</source>
        <translation>Die Worker sind mit %1 verbunden; gefragt wird dort mit einem Admin-Token: GET /workers und GET /maps.</translation>
    </message>
    <message>
        <source>This is a recording. Devices are connected on the live side.</source>
        <translation>Dies ist eine Aufzeichnung. Geräte werden auf der Live-Seite verbunden.</translation>
    </message>
    <message>
        <source>These data come from another program. Connect devices there.</source>
        <translation>Diese Daten kommen von einem anderen Programm. Geräte dort verbinden.</translation>
    </message>
    <message>
        <source>This window has no server that could take values in. Start it with one.</source>
        <translation>Dieses Fenster hat keinen Server, der Werte aufnehmen könnte. Mit einem Server starten.</translation>
    </message>
    <message>
        <source>The secret %1 is known until this program ends: %2.</source>
        <translation>Das Geheimnis %1 ist bekannt, bis dieses Programm endet: %2.</translation>
    </message>
    <message>
        <source>There is no link %1 any more.</source>
        <translation>Die Verbindung %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Finish or close “%1” first.</source>
        <translation>Zuerst „%1“ abschließen oder schließen.</translation>
    </message>
    <message>
        <source>%1 is no link any more.</source>
        <translation>%1 ist keine Verbindung mehr.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>There is another link %1 now. Change its name first.</source>
        <translation>Es gibt jetzt eine andere Verbindung %1. Geben Sie ihr zuerst einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>desk::MapOptionsButton</name>
    <message>
        <source>Map options</source>
        <translation>Kartenoptionen</translation>
    </message>
    <message>
        <source>Land</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Day and night</source>
        <translation>Tag und Nacht</translation>
    </message>
    <message>
        <source>Ground track of the selection</source>
        <translation>Bodenspur der Auswahl</translation>
    </message>
    <message>
        <source>Footprint of the selection</source>
        <translation>Ausleuchtzone der Auswahl</translation>
    </message>
    <message>
        <source>Areas of all stations</source>
        <translation>Bereiche aller Stationen</translation>
    </message>
    <message>
        <source>Coastlines: Natural Earth</source>
        <translation>Küstenlinien: Natural Earth</translation>
    </message>
    <message>
        <source>Where the Sun is below the horizon at the moment shown</source>
        <translation>Wo die Sonne zum gezeigten Zeitpunkt unter dem Horizont steht</translation>
    </message>
    <message>
        <source>One orbit before (dashed) and one after the moment shown</source>
        <translation>Ein Umlauf vor (gestrichelt) und einer nach dem gezeigten Zeitpunkt</translation>
    </message>
    <message>
        <source>Who sees the satellite %1° above the horizon; thin: at the horizon</source>
        <translation>Wer den Satelliten %1° über dem Horizont sieht; dünn: am Horizont</translation>
    </message>
    <message>
        <source>Where a satellite at the height of the selected one, else of most, stands %1° above the horizon of a station</source>
        <translation>Wo ein Satellit in der Höhe des ausgewählten, sonst der meisten, %1° über dem Horizont einer Station steht</translation>
    </message>
</context>
<context>
    <name>desk::MarkDialog</name>
    <message>
        <source>Add mark</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Time:</source>
        <translation>Zeit:</translation>
    </message>
    <message>
        <source>&amp;Text:</source>
        <translation>&amp;Text:</translation>
    </message>
    <message>
        <source>&amp;Add mark</source>
        <translation>Marke &amp;setzen</translation>
    </message>
</context>
<context>
    <name>desk::MarkPainter</name>
    <message>
        <source>route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>alternative</source>
        <translation>Alternative</translation>
    </message>
    <message>
        <source>single point of failure</source>
        <translation>einzelne Schwachstelle</translation>
    </message>
    <message>
        <source>narrowest place</source>
        <translation>engste Stelle</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>switched off in thought</source>
        <translation>in Gedanken abgeschaltet</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugekommen</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>weggefallen</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>verändert</translation>
    </message>
</context>
<context>
    <name>desk::MarkSource</name>
    <message>
        <source>goes to the mark in time</source>
        <translation>geht zum Zeitpunkt der Marke</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marke</translation>
    </message>
</context>
<context>
    <name>desk::MatrixLegend</name>
    <message>
        <source>no limits: low to high in the recent range of all nodes</source>
        <translation>ohne Grenzen: klein bis groß unter allen Knoten der letzten Minuten</translation>
    </message>
    <message>
        <source>no such metric</source>
        <translation>keine solche Messgröße</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
</context>
<context>
    <name>desk::MeasureDialog</name>
    <message>
        <source>Measurement A–B</source>
        <translation>Messung A–B</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>ΔV</source>
        <translation>ΔV</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>Steigung</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>RMS</translation>
    </message>
    <message>
        <source>Integral</source>
        <translation>Integral</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Set A and B: put the cursor there and press A or B.</source>
        <translation>A und B setzen: den Zeiger dorthin stellen und A oder B drücken.</translation>
    </message>
    <message>
        <source>reading… %1 %</source>
        <translation>wird gelesen… %1 %</translation>
    </message>
    <message>
        <source>%1 invalid</source>
        <translation>%1 ungültig</translation>
    </message>
    <message>
        <source>incomplete: a recording is damaged</source>
        <translation>unvollständig: eine Aufzeichnung ist beschädigt</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>%1 s of %2 s</source>
        <translation>%1 s von %2 s</translation>
    </message>
    <message>
        <source>known in part</source>
        <translation>teilweise bekannt</translation>
    </message>
    <message>
        <source>Of all samples from A to B. ΔV and slope: last against first. Mean and RMS are weighted by time; mean, RMS and integral join neighbours by straight lines (states hold, from before A up to B) and leave out holes longer than three of the usual steps there and what borders on invalid samples; Known is the time that is left.</source>
        <translation>Aus allen Werten von A bis B. ΔV und Steigung: letzter gegen ersten. Mittel und RMS sind nach Zeit gewichtet; Mittel, RMS und Integral verbinden Nachbarn durch Geraden (Zustände halten, von vor A bis B) und lassen Lücken aus, die länger sind als drei der dort üblichen Schritte, ebenso was an ungültige Werte grenzt; Bekannt ist die Zeit, die bleibt.</translation>
    </message>
</context>
<context>
    <name>desk::MiniChart</name>
    <message>
        <source>Press to chart it</source>
        <translation>Drücken, um es als Diagramm zu zeigen</translation>
    </message>
</context>
<context>
    <name>desk::MomentBand</name>
    <message>
        <source>%1 – %2 ago</source>
        <translation>%1 – vor %2</translation>
    </message>
    <message>
        <source>fleet known from %1</source>
        <translation>Flotte bekannt ab %1</translation>
    </message>
    <message>
        <source>figures known from %1</source>
        <translation>Werte bekannt ab %1</translation>
    </message>
</context>
<context>
    <name>desk::MomentBar</name>
    <message>
        <source>&amp;Now</source>
        <translation>&amp;Jetzt</translation>
    </message>
    <message>
        <source>At the &amp;cursor</source>
        <translation>Am &amp;Cursor</translation>
    </message>
    <message>
        <source>&amp;Hold this moment</source>
        <translation>Diesen Augenblick &amp;halten</translation>
    </message>
    <message>
        <source>To the change &amp;before	,</source>
        <translation>Zur Änderung da&amp;vor	,</translation>
    </message>
    <message>
        <source>To the change &amp;after	.</source>
        <translation>Zur Änderung da&amp;nach	.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Cursor</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Show another moment than now</source>
        <translation>Einen anderen Augenblick als jetzt zeigen</translation>
    </message>
    <message>
        <source>Which moment the picture shows: now, the cursor of the charts, or one that is held</source>
        <translation>Welchen Augenblick das Bild zeigt: jetzt, den Cursor der Diagramme oder einen gehaltenen</translation>
    </message>
    <message>
        <source>The moment shown; type another, for example 14:03, -10m or 2026-325T14:03:07Z</source>
        <translation>Der gezeigte Augenblick; einen anderen eintippen, zum Beispiel 14:03, -10m oder 2026-325T14:03:07Z</translation>
    </message>
    <message>
        <source>To the change before (,)</source>
        <translation>Zur Änderung davor (,)</translation>
    </message>
    <message>
        <source>To the change after (.)</source>
        <translation>Zur Änderung danach (.)</translation>
    </message>
    <message>
        <source>Hold this moment</source>
        <translation>Diesen Augenblick halten</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Zurück zu jetzt</translation>
    </message>
</context>
<context>
    <name>desk::NameDialog</name>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
</context>
<context>
    <name>desk::NetworkMenu</name>
    <message>
        <source>Route from here</source>
        <translation>Weg von hier</translation>
    </message>
    <message>
        <source>Route to here</source>
        <translation>Weg hierher</translation>
    </message>
    <message>
        <source>Switch off in thought</source>
        <translation>In Gedanken abschalten</translation>
    </message>
</context>
<context>
    <name>desk::NetworkPage</name>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
</context>
<context>
    <name>desk::NetworkPanel</name>
    <message>
        <source>Nothing can be recorded here.</source>
        <translation>Hier kann nichts aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>Analysis of the network</source>
        <translation>Auswertung des Netzes</translation>
    </message>
    <message>
        <source>What is asked of the network</source>
        <translation>Was das Netz gefragt wird</translation>
    </message>
    <message>
        <source>Mark in the topology</source>
        <translation>In der Topologie markieren</translation>
    </message>
    <message>
        <source>Marks what is found in the topology of the same source</source>
        <translation>Markiert Gefundenes in der Topologie derselben Quelle</translation>
    </message>
    <message>
        <source>What the words mean</source>
        <translation>Was die Wörter bedeuten</translation>
    </message>
</context>
<context>
    <name>desk::NetworkWords</name>
    <message>
        <source>One of the two nodes is no longer in the fleet.</source>
        <translation>Einer der beiden Knoten ist nicht mehr in der Flotte.</translation>
    </message>
    <message>
        <source>%1 does not work: its health is failed.</source>
        <translation>%1 arbeitet nicht: Sein Zustand ist „ausgefallen“.</translation>
    </message>
    <message>
        <source>%1 has no working link.</source>
        <translation>%1 hat keine Verbindung, die arbeitet.</translation>
    </message>
    <message>
        <source>Links lead from %1 to %2, but on every way the capacity of some is not known (unknown: %3 links).</source>
        <translation>Von %1 nach %2 führen Verbindungen, aber auf jedem Weg ist die Kapazität von einigen nicht bekannt (unbekannt: %3 Verbindungen).</translation>
    </message>
    <message>
        <source>Links lead from %1 to %2, but on every way the latency of some is not known (unknown: %3 links).</source>
        <translation>Von %1 nach %2 führen Verbindungen, aber auf jedem Weg ist die Latenz von einigen nicht bekannt (unbekannt: %3 Verbindungen).</translation>
    </message>
    <message>
        <source>Every way from %1 to %2 has a link without capacity left.</source>
        <translation>Jeder Weg von %1 nach %2 hat eine Verbindung ohne freie Kapazität.</translation>
    </message>
    <message>
        <source>No links lead from %1 to %2; %1 reaches %3 nodes, itself counted.</source>
        <translation>Von %1 nach %2 führen keine Verbindungen; %1 erreicht %3 Knoten, sich selbst mitgezählt.</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>%1 est.</source>
        <translation>%1 gesch.</translation>
    </message>
    <message>
        <source>Estimated from the distance of the two: nobody tells the latency of this link.</source>
        <translation>Aus der Entfernung der beiden geschätzt: Niemand nennt die Latenz dieser Verbindung.</translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation>%1 alt</translation>
    </message>
    <message>
        <source>Old: nothing has come for more than three times the usual interval.</source>
        <translation>Alt: Seit mehr als dem dreifachen üblichen Abstand kam nichts.</translation>
    </message>
    <message>
        <source>A node is always with itself.</source>
        <translation>Ein Knoten ist immer bei sich selbst.</translation>
    </message>
    <message>
        <source>Not known: no orbit or place is known of the ends of its links.</source>
        <translation>Nicht bekannt: Von den Enden der Verbindungen ist weder Bahn noch Ort bekannt.</translation>
    </message>
    <message>
        <source>Links of which geometry says nothing (no orbit is known, or out of sight by it): %1.</source>
        <translation>Verbindungen, von denen die Geometrie nichts sagt (keine Bahn bekannt, oder danach außer Sicht): %1.</translation>
    </message>
    <message>
        <source>Not known: the other links hold for longer than was looked ahead.</source>
        <translation>Nicht bekannt: Die anderen Verbindungen halten länger, als vorausgesehen wurde.</translation>
    </message>
    <message>
        <source>By the orbits it holds for longer than was looked ahead.</source>
        <translation>Nach den Bahnen hält er länger, als vorausgesehen wurde.</translation>
    </message>
    <message>
        <source>%1 breaks first: the satellite sinks below %2°.</source>
        <translation>%1 bricht zuerst: Der Satellit sinkt unter %2°.</translation>
    </message>
    <message>
        <source>%1 breaks first: the Earth comes between the two.</source>
        <translation>%1 bricht zuerst: Die Erde kommt zwischen die beiden.</translation>
    </message>
    <message>
        <source>%1 breaks first: its orbit ends.</source>
        <translation>%1 bricht zuerst: Die Bahn endet.</translation>
    </message>
    <message>
        <source>Estimated from the distance: %1 of %2 links.</source>
        <translation>Aus der Entfernung geschätzt: %1 von %2 Verbindungen.</translation>
    </message>
    <message>
        <source>Old, nothing has come for more than three times the usual interval: %1 of %2 links.</source>
        <translation>Alt, seit mehr als dem Dreifachen des üblichen Abstands kam nichts: %1 von %2 Verbindungen.</translation>
    </message>
</context>
<context>
    <name>desk::NodeContactsSection</name>
    <message>
        <source>Next contacts</source>
        <translation>Nächste Kontakte</translation>
    </message>
    <message>
        <source>All contacts …</source>
        <translation>Alle Kontakte …</translation>
    </message>
    <message>
        <source>Show the contacts of this node in the panel Contacts</source>
        <translation>Die Kontakte dieses Knotens im Fenster Kontakte zeigen</translation>
    </message>
    <message>
        <source>Looking for contacts …</source>
        <translation>Kontakte werden gesucht …</translation>
    </message>
    <message>
        <source>No contact above %1 within %2.</source>
        <translation>Kein Kontakt über %1 innerhalb von %2.</translation>
    </message>
</context>
<context>
    <name>desk::NodeField</name>
    <message>
        <source>Name of a node</source>
        <translation>Name eines Knotens</translation>
    </message>
    <message>
        <source>%1: name or label of a node; a part of it brings a list</source>
        <translation>%1: Name oder Bezeichnung eines Knotens; ein Teil davon bringt eine Liste</translation>
    </message>
    <message>
        <source>%1: take the selected node</source>
        <translation>%1: den ausgewählten Knoten nehmen</translation>
    </message>
</context>
<context>
    <name>desk::NoticeBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>desk::OrbitSection</name>
    <message>
        <source>Orbit</source>
        <translation>Bahn</translation>
    </message>
    <message>
        <source>The orbit in the definition of the fleet cannot be read.</source>
        <translation>Die Bahn in der Definition der Flotte ist nicht lesbar.</translation>
    </message>
    <message>
        <source>No orbit is known: the definition of the fleet holds no elements.</source>
        <translation>Keine Bahn ist bekannt: Die Definition der Flotte enthält keine Bahnelemente.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Inclination</source>
        <translation>Inklination</translation>
    </message>
    <message>
        <source>Perigee, apogee</source>
        <translation>Perigäum, Apogäum</translation>
    </message>
    <message>
        <source>%1 km, %2 km</source>
        <translation>%1 km, %2 km</translation>
    </message>
    <message>
        <source>Mean heights over the equator&apos;s radius</source>
        <translation>Mittlere Höhen über dem Radius des Äquators</translation>
    </message>
    <message>
        <source>%1°, %2 km</source>
        <translation>%1°, %2 km</translation>
    </message>
    <message>
        <source>none of its shell</source>
        <translation>keine ihrer Schale</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Schale</translation>
    </message>
    <message>
        <source>Mean inclination and height of the satellites in it</source>
        <translation>Mittlere Inklination und Höhe der Satelliten darin</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Bahnelemente</translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation>%1 alt</translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <translation>%1 voraus</translation>
    </message>
    <message>
        <source>SGP4 does not take these elements.</source>
        <translation>SGP4 nimmt diese Bahnelemente nicht an.</translation>
    </message>
    <message>
        <source>▲ The elements are older than 7 days: places and contacts are rough.</source>
        <translation>▲ Die Bahnelemente sind älter als 7 Tage: Orte und Kontakte sind grob.</translation>
    </message>
    <message>
        <source>Now over</source>
        <translation>Jetzt über</translation>
    </message>
    <message>
        <source>Height now</source>
        <translation>Höhe jetzt</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Computed from the elements (SGP4)</source>
        <translation>Aus den Bahnelementen berechnet (SGP4)</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>in the Earth&apos;s shadow</source>
        <translation>im Erdschatten</translation>
    </message>
    <message>
        <source>in sunlight</source>
        <translation>im Sonnenlicht</translation>
    </message>
    <message>
        <source>▲ The elements are more than 7 days newer than this time: places and contacts are rough.</source>
        <translation>▲ Die Bahnelemente sind mehr als 7 Tage neuer als diese Zeit: Orte und Kontakte sind grob.</translation>
    </message>
</context>
<context>
    <name>desk::OverviewStrip</name>
    <message>
        <source>Gap of %1: %2</source>
        <translation>Lücke von %1: %2</translation>
    </message>
    <message>
        <source>Mark: %1</source>
        <translation>Marke: %1</translation>
    </message>
    <message>
        <source>Alarm: %1</source>
        <translation>Alarm: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::OwnershipPanel</name>
    <message>
        <source>No path belongs to a worker yet: the first request to one decides.</source>
        <translation>Noch gehört kein Pfad einem Worker: die erste Anfrage an einen entscheidet.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Paths and their workers</source>
        <translation>Pfade und ihre Worker</translation>
    </message>
    <message>
        <source>Nothing is known here of workers that own devices.</source>
        <translation>Hier ist nichts über Worker bekannt, denen Geräte gehören.</translation>
    </message>
    <message>
        <source>Workers cannot connect: their listener is off. Set workers.listen in config.toml to 127.0.0.1:8001 and start again.</source>
        <translation>Worker können sich nicht verbinden: ihr Anschluss ist aus. In config.toml workers.listen auf 127.0.0.1:8001 setzen und neu starten.</translation>
    </message>
    <message>
        <source>No worker is connected. One that owns a serial line is started with: constellation worker --path /devices/x --serial /dev/ttyUSB0 --controller %1</source>
        <translation>Kein Worker ist verbunden. Einer, dem eine serielle Leitung gehört, wird so gestartet: constellation worker --path /devices/x --serial /dev/ttyUSB0 --controller %1</translation>
    </message>
</context>
<context>
    <name>desk::PairsFigure</name>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>(one of them interpolated)</source>
        <translation>(einer davon interpoliert)</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <translation>%1 Paare</translation>
    </message>
    <message>
        <source>%1 pairs with one value interpolated between two samples</source>
        <translation>%1 Paare mit einem Wert, der zwischen zwei Messwerten interpoliert ist</translation>
    </message>
    <message>
        <source>%1 samples without a value of the other</source>
        <translation>%1 Messwerte ohne Wert des anderen</translation>
    </message>
    <message>
        <source>dots instead of lines, as there are so many</source>
        <translation>Punkte statt Linien, weil es so viele sind</translation>
    </message>
</context>
<context>
    <name>desk::Panel</name>
    <message>
        <source>Put the panel back into the window</source>
        <translation>Bereich ins Fenster zurücksetzen</translation>
    </message>
    <message>
        <source>Make the panel a window of its own</source>
        <translation>Bereich als eigenes Fenster</translation>
    </message>
    <message>
        <source>Hide the panel</source>
        <translation>Bereich ausblenden</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>WIEDERGABE</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>This panel shows what comes in now</source>
        <translation>Dieser Bereich zeigt, was jetzt eintrifft</translation>
    </message>
    <message>
        <source>This panel shows a recording</source>
        <translation>Dieser Bereich zeigt eine Aufzeichnung</translation>
    </message>
    <message>
        <source>This panel shows a recording as it was at %1</source>
        <translation>Dieser Bereich zeigt eine Aufzeichnung, wie sie um %1 war</translation>
    </message>
</context>
<context>
    <name>desk::PanelSource</name>
    <message>
        <source>shows the panel and goes there</source>
        <translation>zeigt den Bereich und geht dorthin</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Bereich</translation>
    </message>
</context>
<context>
    <name>desk::ParameterSlot</name>
    <message>
        <source>choose…</source>
        <translation>wählen …</translation>
    </message>
    <message>
        <source>%1 – press to choose, or drop a parameter here</source>
        <translation>%1 – drücken, um zu wählen, oder einen Parameter hier ablegen</translation>
    </message>
</context>
<context>
    <name>desk::ParameterSource</name>
    <message>
        <source>puts the parameter on the active chart</source>
        <translation>bringt den Parameter in das aktive Diagramm</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>desk::ParametersPanel</name>
    <message>
        <source>Chart</source>
        <translation>Im Diagramm zeigen</translation>
    </message>
    <message>
        <source>Copy with value</source>
        <translation>Mit Wert kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Filter on %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Only stale</source>
        <translation>Nur veraltete</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>No telemetry yet. Connect to a server or start the demo.</source>
        <translation>Noch keine Telemetrie. Mit einem Server verbinden oder die Demo starten.</translation>
    </message>
    <message>
        <source>No telemetry yet. Post to %1 or start the demo.</source>
        <translation>Noch keine Telemetrie. Daten an %1 senden oder die Demo starten.</translation>
    </message>
    <message>
        <source>No parameter passes the filter.</source>
        <translation>Kein Parameter passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Node or link</source>
        <translation>Knoten oder Verbindung</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Age: time since the last reception</source>
        <translation>Alter: Zeit seit dem letzten Empfang</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Generation time, UTC</source>
        <translation>Erzeugungszeit, UTC</translation>
    </message>
    <message>
        <source>Filter by node or metric</source>
        <translation>Nach Knoten oder Messgröße filtern</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Only the selected node with its links, or the selected link</source>
        <translation>Nur der gewählte Knoten mit seinen Verbindungen oder die gewählte Verbindung</translation>
    </message>
    <message>
        <source>Out of limits</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Only values outside their limits</source>
        <translation>Nur Werte außerhalb ihrer Grenzwerte</translation>
    </message>
    <message>
        <source>More: order and columns</source>
        <translation>Mehr: Reihenfolge und Spalten</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Trend of the last minutes</source>
        <translation>Verlauf der letzten Minuten</translation>
    </message>
    <message>
        <source>Words that are part of a name, or patterns of a whole name: * any characters, ? one</source>
        <translation>Wörter, die Teil eines Namens sind, oder Muster eines ganzen Namens: * beliebige Zeichen, ? eines</translation>
    </message>
    <message>
        <source>Only the parameters of %1. Click to show all again; Ctrl+Z takes the last step back</source>
        <translation>Nur die Parameter von %1. Ein Klick zeigt wieder alle; Strg+Z nimmt den letzten Schritt zurück</translation>
    </message>
</context>
<context>
    <name>desk::PictureLegend</name>
    <message>
        <source>nominal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>advisory</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>caution</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>no limits</source>
        <translation>keine Grenzwerte</translation>
    </message>
    <message>
        <source>%1, worse direction</source>
        <comment>metric and unit</comment>
        <translation>%1, schlechtere Richtung</translation>
    </message>
    <message>
        <source>width: utilisation</source>
        <translation>Breite: Auslastung</translation>
    </message>
    <message>
        <source>%1 of %2 nodes pass the filter</source>
        <translation>%1 von %2 Knoten durch den Filter</translation>
    </message>
    <message>
        <source>Links within a layer: those of the selected node</source>
        <translation>Verbindungen in einer Schicht: die des gewählten Knotens</translation>
    </message>
    <message>
        <source>Short ends: links that close a ring</source>
        <translation>Kurze Enden: Verbindungen, die einen Ring schließen</translation>
    </message>
    <message>
        <source>Nodes: values outside their limits</source>
        <translation>Knoten: Werte außerhalb ihrer Grenzen</translation>
    </message>
    <message>
        <source>Nodes: %1</source>
        <translation>Knoten: %1</translation>
    </message>
</context>
<context>
    <name>desk::PlotArea</name>
    <message>
        <source>%1: %2 where %3 was forecast; usually wrong by %4; score %5</source>
        <translation>%1: %2, wo %3 vorhergesagt war; sonst um %4 daneben; Punktzahl %5</translation>
    </message>
</context>
<context>
    <name>desk::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Farben:</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>S&amp;prache:</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>S&amp;ize of everything:</source>
        <translation>&amp;Größe von allem:</translation>
    </message>
    <message>
        <source>Takes effect when the program is started again.</source>
        <translation>Gilt ab dem nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Calendar: 2026-11-21T14:03:07Z</source>
        <translation>Kalender: 2026-11-21T14:03:07Z</translation>
    </message>
    <message>
        <source>Day of year: 2026-325T14:03:07Z</source>
        <translation>Tag des Jahres: 2026-325T14:03:07Z</translation>
    </message>
    <message>
        <source>Ti&amp;me format:</source>
        <translation>&amp;Zeitformat:</translation>
    </message>
    <message>
        <source>&amp;Reduced motion: nothing moves by itself</source>
        <translation>&amp;Weniger Bewegung: nichts bewegt sich von selbst</translation>
    </message>
    <message>
        <source>As config.toml says</source>
        <translation>Wie in config.toml</translation>
    </message>
    <message>
        <source>Live data in mem&amp;ory:</source>
        <translation>Live-Daten im &amp;Speicher:</translation>
    </message>
    <message>
        <source>At least %1 MiB. What is older is read from the recording. Takes effect when the program is started again.</source>
        <translation>Mindestens %1 MiB. Älteres wird aus der Aufzeichnung gelesen. Gilt ab dem nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Data folder:</source>
        <translation>Datenordner:</translation>
    </message>
    <message>
        <source>none: nothing is recorded by this window</source>
        <translation>keiner: dieses Fenster zeichnet nichts auf</translation>
    </message>
    <message>
        <source>Settings and layouts:</source>
        <translation>Einstellungen und Anordnungen:</translation>
    </message>
</context>
<context>
    <name>desk::RecordingImport</name>
    <message numerus="yes">
        <source>%n row(s) of %1 left out; the first: %2</source>
        <translation>
            <numerusform>%n Zeile von %1 ausgelassen: %2</numerusform>
            <numerusform>%n Zeilen von %1 ausgelassen; die erste: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::ResultTable</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy all rows</source>
        <translation>Alle Zeilen kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>desk::RoutePage</name>
    <message>
        <source>Name two nodes, or choose “Route from here” and “Route to here” in the menu of a node in the topology.</source>
        <translation>Nennen Sie zwei Knoten, oder wählen Sie „Weg von hier“ und „Weg hierher“ im Menü eines Knotens in der Topologie.</translation>
    </message>
    <message>
        <source>No node is called “%1”.</source>
        <translation>Kein Knoten heißt „%1“.</translation>
    </message>
    <message>
        <source>No route: %1</source>
        <translation>Kein Weg: %1</translation>
    </message>
    <message>
        <source>As of %1, graph %2.</source>
        <translation>Stand %1, Graph %2.</translation>
    </message>
    <message>
        <source>There are no more than %1.</source>
        <translation>Mehr als %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>Route %1 – %2: %3, links: %4</source>
        <translation>Weg %1 – %2: %3, Verbindungen: %4</translation>
    </message>
    <message>
        <source>Route is charted</source>
        <translation>Weg wird aufgezeichnet</translation>
    </message>
    <message>
        <source>Chart this route</source>
        <translation>Diesen Weg aufzeichnen</translation>
    </message>
    <message>
        <source>Stops the series %1; what was recorded stays</source>
        <translation>Beendet die Reihe %1; was aufgezeichnet ist, bleibt</translation>
    </message>
    <message>
        <source>Latency and number of links of the best route become the series latency_ms and hops of %1, once a second; without a route there is no sample</source>
        <translation>Latenz und Zahl der Verbindungen des besten Weges werden einmal in der Sekunde die Reihen latency_ms und hops von %1; ohne Weg gibt es keinen Wert</translation>
    </message>
    <message>
        <source>Name two different nodes first</source>
        <translation>Nennen Sie zuerst zwei verschiedene Knoten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 beenden</translation>
    </message>
    <message>
        <source>No route is charted</source>
        <translation>Kein Weg wird aufgezeichnet</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Nach Maß</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>Exchange the two ends</source>
        <translation>Die beiden Enden tauschen</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>What makes a route good</source>
        <translation>Was einen Weg gut macht</translation>
    </message>
    <message>
        <source>Latency: the least sum
Links: the fewest
Capacity: the widest narrowest link</source>
        <translation>Latenz: die kleinste Summe
Verbindungen: die wenigsten
Kapazität: die breiteste engste Verbindung</translation>
    </message>
    <message>
        <source>Whole capacity</source>
        <translation>Ganze Kapazität</translation>
    </message>
    <message>
        <source>Free capacity</source>
        <translation>Freie Kapazität</translation>
    </message>
    <message>
        <source>Which capacity counts</source>
        <translation>Welche Kapazität zählt</translation>
    </message>
    <message>
        <source>Free: what the utilisation leaves of it</source>
        <translation>Frei: was die Auslastung davon lässt</translation>
    </message>
    <message>
        <source>Next best</source>
        <translation>Nächstbeste</translation>
    </message>
    <message>
        <source>Disjoint</source>
        <translation>Getrennte</translation>
    </message>
    <message>
        <source>Which alternatives</source>
        <translation>Welche anderen Wege</translation>
    </message>
    <message>
        <source>Next best: differ in at least one link
Disjoint: share no node and no link but the ends, so that one stays when another breaks</source>
        <translation>Nächstbeste: unterscheiden sich in mindestens einer Verbindung
Getrennte: teilen weder Knoten noch Verbindung außer den Enden, sodass einer bleibt, wenn ein anderer bricht</translation>
    </message>
    <message>
        <source>How many routes</source>
        <translation>Wie viele Wege</translation>
    </message>
    <message>
        <source>How many routes at most: the best and its alternatives</source>
        <translation>Wie viele Wege höchstens: der beste und andere</translation>
    </message>
    <message>
        <source>Charted routes</source>
        <translation>Aufgezeichnete Wege</translation>
    </message>
    <message>
        <source>Charted routes: stop one</source>
        <translation>Aufgezeichnete Wege: einen beenden</translation>
    </message>
    <message>
        <source>Latency: sum of all links; — where one is unknown</source>
        <translation>Latenz: Summe aller Verbindungen; —, wo eine unbekannt ist</translation>
    </message>
    <message>
        <source>Links: how many (hops)</source>
        <translation>Verbindungen: wie viele (Hops)</translation>
    </message>
    <message>
        <source>Gbit/s</source>
        <translation>Gbit/s</translation>
    </message>
    <message>
        <source>Gbit/s: capacity of the narrowest link</source>
        <translation>Gbit/s: Kapazität der engsten Verbindung</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Hält</translation>
    </message>
    <message>
        <source>Holds: time until it breaks, by the orbits</source>
        <translation>Hält: Zeit, bis er nach den Bahnen bricht</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Latency: of the slower direction</source>
        <translation>Latenz: der langsameren Richtung</translation>
    </message>
    <message>
        <source>Gbit/s: capacity of the narrower direction</source>
        <translation>Gbit/s: Kapazität der engeren Richtung</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Genutzt</translation>
    </message>
    <message>
        <source>Used: utilisation of the fuller direction</source>
        <translation>Genutzt: Auslastung der volleren Richtung</translation>
    </message>
    <message>
        <source>Links of the chosen route</source>
        <translation>Verbindungen des gewählten Weges</translation>
    </message>
    <message>
        <source>The links of the chosen route stand here.</source>
        <translation>Hier stehen die Verbindungen des gewählten Weges.</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>The best way from one node to another over links that work. Latency: the least sum. Links: the fewest. Capacity: the widest of the narrowest links. A latency that nobody tells is estimated from the distance. Holds: how long the orbits keep all links of the route in sight; faults and hand-overs are not foreseen.</source>
        <translation>Der beste Weg von einem Knoten zum anderen über Verbindungen, die arbeiten. Latenz: die kleinste Summe. Verbindungen: die wenigsten. Kapazität: die breiteste der engsten Verbindungen. Eine Latenz, die niemand nennt, ist aus der Entfernung geschätzt. Hält: wie lange die Bahnen alle Verbindungen des Weges in Sicht halten; Störungen und Übergaben sind nicht vorhergesehen.</translation>
    </message>
    <message>
        <source>Not charted: another route or node is already called %1.</source>
        <translation>Nicht aufgezeichnet: Ein anderer Weg oder ein Knoten heißt bereits %1.</translation>
    </message>
    <message>
        <source>Not charted: %1 is too long, or has characters that the name of a series cannot have.</source>
        <translation>Nicht aufgezeichnet: %1 ist zu lang oder enthält Zeichen, die im Namen einer Reihe nicht vorkommen dürfen.</translation>
    </message>
    <message>
        <source>Not charted: %1 routes are charted, and there can be no more. Stop one first.</source>
        <translation>Nicht aufgezeichnet: %1 Wege werden aufgezeichnet, mehr sind nicht möglich. Erst einen beenden.</translation>
    </message>
</context>
<context>
    <name>desk::SampleTracer</name>
    <message>
        <source>A sender</source>
        <translation>Ein Sender</translation>
    </message>
    <message>
        <source>The node</source>
        <translation>Der Knoten</translation>
    </message>
    <message>
        <source>The metric</source>
        <translation>Die Metrik</translation>
    </message>
    <message>
        <source>A value</source>
        <translation>Ein Wert</translation>
    </message>
    <message>
        <source>Its quality</source>
        <translation>Seine Güte</translation>
    </message>
    <message>
        <source>To the window</source>
        <translation>Zum Fenster</translation>
    </message>
    <message>
        <source>In the time shown</source>
        <translation>In der gezeigten Zeit</translation>
    </message>
    <message>
        <source>%1 sent it, but it was refused: %2</source>
        <translation>%1 hat ihn gesendet, aber er wurde abgelehnt: %2</translation>
    </message>
    <message>
        <source>Nothing has ever been sent here. Connect a device, or post to the address in the status line.</source>
        <translation>Hierher wurde noch nie etwas gesendet. Ein Gerät verbinden, oder an die Adresse in der Statuszeile senden.</translation>
    </message>
    <message numerus="yes">
        <source>%n sender(s) sent something in the last ten seconds.</source>
        <translation>
            <numerusform>%n Sender hat in den letzten zehn Sekunden etwas gesendet.</numerusform>
            <numerusform>%n Sender haben in den letzten zehn Sekunden etwas gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All senders have been silent for more than ten seconds.</source>
        <translation>Alle Sender sind seit mehr als zehn Sekunden stumm.</translation>
    </message>
    <message>
        <source>%1 is known.</source>
        <translation>%1 ist bekannt.</translation>
    </message>
    <message>
        <source>Nothing that was taken names %1. Look at what the senders send.</source>
        <translation>Nichts, was angenommen wurde, nennt %1. Nachsehen, was die Sender senden.</translation>
    </message>
    <message>
        <source>Nothing that was taken names %1. There is: %2. Capitals count.</source>
        <translation>Nichts, was angenommen wurde, nennt %1. Es gibt: %2. Groß und klein zählt.</translation>
    </message>
    <message>
        <source>%1 of it is known.</source>
        <translation>%1 davon ist bekannt.</translation>
    </message>
    <message>
        <source>No value of that name was taken. There is: %1. Capitals count.</source>
        <translation>Kein Wert dieses Namens wurde angenommen. Es gibt: %1. Groß und klein zählt.</translation>
    </message>
    <message>
        <source>It was named, but no value has come since the window was opened.</source>
        <translation>Er wurde genannt, aber seit das Fenster offen ist, kam kein Wert.</translation>
    </message>
    <message>
        <source>What comes is no number (NaN): the device has none to tell.</source>
        <translation>Was kommt, ist keine Zahl (NaN): das Gerät hat keine zu melden.</translation>
    </message>
    <message>
        <source>The newest came %1 ago: %2.</source>
        <translation>Der neueste kam vor %1: %2.</translation>
    </message>
    <message>
        <source>%1 It used to come more often: look at the sender.</source>
        <translation>%1 Früher kam er öfter: nach dem Sender sehen.</translation>
    </message>
    <message>
        <source>The sender calls it invalid; it is drawn as such.</source>
        <translation>Der Sender nennt ihn ungültig; so wird er gezeichnet.</translation>
    </message>
    <message>
        <source>Its clock is ahead of this one: it lies to the right of now.</source>
        <translation>Seine Uhr geht vor: er liegt rechts von jetzt.</translation>
    </message>
    <message>
        <source>It came late, or its clock is behind: it lies where its own time says.</source>
        <translation>Er kam spät, oder seine Uhr geht nach: er liegt, wo seine eigene Zeit es sagt.</translation>
    </message>
    <message>
        <source>It is as good as the sender says.</source>
        <translation>Er ist so gut, wie der Sender sagt.</translation>
    </message>
    <message>
        <source>The window followed everything.</source>
        <translation>Das Fenster ist allem gefolgt.</translation>
    </message>
    <message>
        <source>The window could not follow %1 samples. They are in the recording, and come back when a chart is zoomed.</source>
        <translation>Das Fenster konnte %1 Messwerten nicht folgen. Sie sind in der Aufzeichnung und kommen wieder, wenn ein Diagramm vergrößert wird.</translation>
    </message>
    <message>
        <source>Its own time is %1, before what the charts show: its clock is behind, or the time shown is later. Choose All in the time line.</source>
        <translation>Seine eigene Zeit ist %1, vor dem, was die Diagramme zeigen: seine Uhr geht nach, oder die gezeigte Zeit ist später. In der Zeitleiste Alles wählen.</translation>
    </message>
    <message>
        <source>Its own time is %1, after what the charts show: go back to live, or set its clock.</source>
        <translation>Seine eigene Zeit ist %1, nach dem, was die Diagramme zeigen: zurück zu live gehen, oder seine Uhr stellen.</translation>
    </message>
    <message>
        <source>Its time, %1, is on the charts. Drag it there from the parameter table.</source>
        <translation>Seine Zeit, %1, liegt in den Diagrammen. Aus der Parametertabelle dorthin ziehen.</translation>
    </message>
    <message>
        <source>Of what %1 sent, %2 were refused: choose it to see why.</source>
        <translation>Von dem, was %1 sandte, wurden %2 abgelehnt: Wählen Sie es aus, um den Grund zu sehen.</translation>
    </message>
</context>
<context>
    <name>desk::SeriesChooser</name>
    <message>
        <source>No parameter has all these words in its name.</source>
        <translation>Kein Parameter hat alle diese Wörter im Namen.</translation>
    </message>
    <message>
        <source>Choose a parameter: %1</source>
        <translation>Parameter wählen: %1</translation>
    </message>
    <message>
        <source>Part of the name, for example: 0412 snr</source>
        <translation>Teil des Namens, zum Beispiel: 0412 snr</translation>
    </message>
    <message>
        <source>Part of the name</source>
        <translation>Teil des Namens</translation>
    </message>
</context>
<context>
    <name>desk::ShortcutsPage</name>
    <message>
        <source>Find a command or keys</source>
        <translation>Befehl oder Tasten suchen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New keys of the command</source>
        <translation>Neue Tasten des Befehls</translation>
    </message>
    <message>
        <source>&amp;Standard keys</source>
        <translation>&amp;Standardtasten</translation>
    </message>
    <message>
        <source>&amp;No keys</source>
        <translation>&amp;Keine Tasten</translation>
    </message>
    <message>
        <source>Standard keys for &amp;all</source>
        <translation>Standardtasten für a&amp;lle</translation>
    </message>
    <message>
        <source>Chosen here; the standard is %1</source>
        <translation>Hier gewählt; der Standard ist %1</translation>
    </message>
    <message>
        <source>%1 is taken by &quot;%2&quot;. Take it away there first, or choose other keys.</source>
        <translation>%1 gehört schon zu „%2“. Erst dort wegnehmen oder andere Tasten wählen.</translation>
    </message>
</context>
<context>
    <name>desk::SkillPanel</name>
    <message>
        <source>All there is</source>
        <translation>Alles, was da ist</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>Letzte %1</translation>
    </message>
    <message>
        <source>Over which time: forecasts whose moment came then. It is counted in stretches of ten minutes, and of 24 hours</source>
        <translation>Über welche Zeit: Vorhersagen, deren Augenblick dann kam. Gezählt wird in Abschnitten von zehn Minuten, und über 24 Stunden</translation>
    </message>
    <message>
        <source>Span of time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>What was shown</source>
        <translation>Was gezeigt wurde</translation>
    </message>
    <message>
        <source>What was shown, by method</source>
        <translation>Was gezeigt wurde, nach Verfahren</translation>
    </message>
    <message>
        <source>What each method said</source>
        <translation>Was jedes Verfahren sagte</translation>
    </message>
    <message>
        <source>What is judged: what was shown here, or what each method said, shown or not</source>
        <translation>Was beurteilt wird: was hier gezeigt wurde, oder was jedes Verfahren sagte, gezeigt oder nicht</translation>
    </message>
    <message>
        <source>What is judged</source>
        <translation>Was beurteilt wird</translation>
    </message>
    <message>
        <source>What the words mean</source>
        <translation>Was die Wörter bedeuten</translation>
    </message>
    <message>
        <source>Skill of the forecasts</source>
        <translation>Güte der Vorhersagen</translation>
    </message>
    <message>
        <source>No forecast of this time has been judged yet. One of 1 minute is judged a minute after it was made, one of 5 minutes after five.</source>
        <translation>Noch ist keine Vorhersage dieser Zeit beurteilt. Eine auf 1 Minute wird eine Minute nach ihrer Entstehung beurteilt, eine auf 5 Minuten nach fünf.</translation>
    </message>
    <message>
        <source>There are no forecasts here.</source>
        <translation>Hier gibt es keine Vorhersagen.</translation>
    </message>
    <message>
        <source>Nobody judges these forecasts: how good they are is not known.</source>
        <translation>Diese Vorhersagen beurteilt niemand: Wie gut sie sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>What was shown is known here, but not what each method said by itself: a recording does not keep it.</source>
        <translation>Was angezeigt wurde, ist hier bekannt, nicht aber, was jede Methode für sich sagte: Eine Aufzeichnung bewahrt es nicht auf.</translation>
    </message>
    <message>
        <source>The forecasts of this recording are being held against what came…</source>
        <translation>Die Vorhersagen dieser Aufzeichnung werden mit dem verglichen, was kam …</translation>
    </message>
    <message>
        <source>not all of them are judged yet</source>
        <translation>noch nicht alle sind beurteilt</translation>
    </message>
    <message>
        <source>some of them cannot be judged: %1</source>
        <translation>einige können nicht beurteilt werden: %1</translation>
    </message>
</context>
<context>
    <name>desk::SkillRows</name>
    <message>
        <source>Too few yet</source>
        <translation>Noch zu wenige</translation>
    </message>
    <message>
        <source>Worse than persistence</source>
        <translation>Schlechter als Beharrung</translation>
    </message>
    <message>
        <source>No band yet</source>
        <translation>Noch kein Band</translation>
    </message>
    <message>
        <source>Band too narrow</source>
        <translation>Band zu schmal</translation>
    </message>
    <message>
        <source>Band too wide</source>
        <translation>Band zu breit</translation>
    </message>
    <message>
        <source>As it should be</source>
        <translation>Wie es sein soll</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Whoever made it</source>
        <translation>Von wem auch immer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Ahead</source>
        <translation>Voraus</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>Mittl. Fehler</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Pinball loss</source>
        <translation>Pinball-Verlust</translation>
    </message>
    <message>
        <source>Band width</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>Never came</source>
        <translation>Kam nie</translation>
    </message>
    <message>
        <source>State: whether it may be relied on. Too few = fewer than %1 verdicts</source>
        <translation>Zustand: ob man sich darauf verlassen kann. Zu wenige = weniger als %1 Urteile</translation>
    </message>
    <message>
        <source>Metric, over all nodes and links that have it</source>
        <translation>Messgröße, über alle Knoten und Verbindungen, die sie haben</translation>
    </message>
    <message>
        <source>How far ahead it was said</source>
        <translation>Wie weit im Voraus es gesagt war</translation>
    </message>
    <message>
        <source>Made by: which method said it</source>
        <translation>Von: welches Verfahren es sagte</translation>
    </message>
    <message>
        <source>Mean error: how far the middle was from what came, on average, in the metric&apos;s unit (MAE)</source>
        <translation>Mittlerer Fehler: wie weit die Mitte im Durchschnitt von dem entfernt war, was kam, in der Einheit der Messgröße (MAE)</translation>
    </message>
    <message>
        <source>Unit of the errors and of the band&apos;s width</source>
        <translation>Einheit der Fehler und der Bandbreite</translation>
    </message>
    <message>
        <source>Skill: how much smaller the error is than that of &quot;it stays as it is&quot;. 100 % = always right, 0 % = no better, below 0 % = worse</source>
        <translation>Güte: um wie viel kleiner der Fehler ist als der von „es bleibt, wie es ist“. 100 % = immer richtig, 0 % = nicht besser, unter 0 % = schlechter</translation>
    </message>
    <message>
        <source>Coverage: the share of what came that lay in the band. It should be 90 %; below 85 % the band is too narrow, above 95 % too wide</source>
        <translation>Abdeckung: der Anteil dessen, was kam, der im Band lag. Es sollen 90 % sein; unter 85 % ist das Band zu schmal, über 95 % zu breit</translation>
    </message>
    <message>
        <source>Pinball loss: one figure for the middle and both edges of the band, in the metric&apos;s unit; less is better</source>
        <translation>Pinball-Verlust: eine Zahl für die Mitte und beide Ränder des Bandes, in der Einheit der Messgröße; weniger ist besser</translation>
    </message>
    <message>
        <source>Band width: mean width of the 90 % band; of two that cover as much the narrower is better</source>
        <translation>Bandbreite: mittlere Breite des 90-%-Bandes; von zweien, die gleich viel abdecken, ist das schmalere besser</translation>
    </message>
    <message>
        <source>Verdicts: how many forecasts were held against what came</source>
        <translation>Urteile: wie viele Vorhersagen an dem gemessen wurden, was kam</translation>
    </message>
    <message>
        <source>Never came: forecasts for a moment of which no value came; they count neither way</source>
        <translation>Kam nie: Vorhersagen für einen Augenblick, zu dem kein Wert kam; sie zählen weder so noch so</translation>
    </message>
</context>
<context>
    <name>desk::SourceLine</name>
    <message>
        <source>No new forecasts: %1</source>
        <translation>Keine neuen Vorhersagen: %1</translation>
    </message>
    <message>
        <source>Forecasts of %1 · %2 issued</source>
        <translation>Vorhersagen von %1 · %2 gemacht</translation>
    </message>
    <message>
        <source>this desk</source>
        <translation>diesem Pult</translation>
    </message>
</context>
<context>
    <name>desk::SourcePanel</name>
    <message>
        <source>Show the recording (REPLAY)</source>
        <translation>Aufzeichnung zeigen (WIEDERGABE)</translation>
    </message>
    <message>
        <source>Show what comes in (LIVE)</source>
        <translation>Zeigen, was eintrifft (LIVE)</translation>
    </message>
    <message>
        <source>Put a copy in LIVE beside it</source>
        <translation>Kopie in LIVE danebenstellen</translation>
    </message>
    <message>
        <source>Put a copy in REPLAY beside it</source>
        <translation>Kopie in WIEDERGABE danebenstellen</translation>
    </message>
</context>
<context>
    <name>desk::Sparkline</name>
    <message>
        <source>last %1: from %2 to %3, now %4</source>
        <translation>letzte %1: von %2 bis %3, jetzt %4</translation>
    </message>
</context>
<context>
    <name>desk::SpectrogramFigure</name>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>Frequenz</translation>
    </message>
    <message>
        <source>Power spectral density</source>
        <translation>Spektrale Leistungsdichte</translation>
    </message>
    <message>
        <source>dB above 1 %1</source>
        <translation>dB über 1 %1</translation>
    </message>
    <message>
        <source>a gap lies here</source>
        <translation>hier ist eine Lücke</translation>
    </message>
    <message>
        <source>highest %1</source>
        <translation>höchster Wert %1</translation>
    </message>
    <message>
        <source>resolution %1</source>
        <translation>Auflösung %1</translation>
    </message>
    <message>
        <source>%1 segments of %2 points, Hann window</source>
        <translation>%1 Abschnitte zu %2 Punkten, Hann-Fenster</translation>
    </message>
    <message>
        <source>%1 with a gap left empty</source>
        <translation>%1 mit Lücke leer gelassen</translation>
    </message>
    <message>
        <source>they cover %1 % of the time; choose longer ones to see all</source>
        <translation>sie decken %1 % der Zeit ab; längere zeigen alles</translation>
    </message>
    <message>
        <source>colours from %1 dB on</source>
        <translation>Farben ab %1 dB</translation>
    </message>
</context>
<context>
    <name>desk::SpectrumFigure</name>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>(samples uneven by %1 %, put on an even grid by straight lines)</source>
        <translation>(Abstände um %1 % ungleich, durch gerade Linien auf ein gleichmäßiges Raster gebracht)</translation>
    </message>
    <message>
        <source>%1 % in gaps</source>
        <translation>%1 % in Lücken</translation>
    </message>
    <message>
        <source>%1 older points left out</source>
        <translation>%1 ältere Punkte weggelassen</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>Frequenz</translation>
    </message>
    <message>
        <source>Power spectral density</source>
        <translation>Spektrale Leistungsdichte</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>period %1</source>
        <translation>Periode %1</translation>
    </message>
    <message>
        <source>no peak: the series does not vary</source>
        <translation>kein Höchstwert: die Reihe ändert sich nicht</translation>
    </message>
    <message>
        <source>peak %1, period %2, amplitude %3</source>
        <translation>Spitze %1, Periode %2, Amplitude %3</translation>
    </message>
    <message>
        <source>resolution %1</source>
        <translation>Auflösung %1</translation>
    </message>
    <message>
        <source>Welch, Hann window, %1 segments of %2 points, each less its trend</source>
        <translation>Welch, Hann-Fenster, %1 Abschnitte zu %2 Punkten, je ohne Trend</translation>
    </message>
    <message>
        <source>%1 segments with a gap left out</source>
        <translation>%1 Abschnitte mit Lücke weggelassen</translation>
    </message>
    <message>
        <source>shorter than the %1 asked for: none without a gap</source>
        <translation>kürzer als die verlangten %1: keiner ohne Lücke</translation>
    </message>
</context>
<context>
    <name>desk::StateFilterButton</name>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Only values of these states</source>
        <translation>Nur Werte in diesen Zuständen</translation>
    </message>
</context>
<context>
    <name>desk::StateStrips</name>
    <message>
        <source>States</source>
        <translation>Zustände</translation>
    </message>
</context>
<context>
    <name>desk::StatusStrip</name>
    <message>
        <source>server UP%1</source>
        <translation>Server AKTIV%1</translation>
    </message>
    <message>
        <source>server waiting for data</source>
        <translation>Server wartet auf Daten</translation>
    </message>
    <message>
        <source>server QUIET%1</source>
        <translation>Server RUHEND%1</translation>
    </message>
    <message>
        <source>server DOWN: %1</source>
        <translation>Server AUSGEFALLEN: %1</translation>
    </message>
    <message>
        <source>server off</source>
        <translation>Server aus</translation>
    </message>
    <message>
        <source>Memory of this program</source>
        <translation>Speicher dieses Programms</translation>
    </message>
    <message>
        <source>no server</source>
        <translation>kein Server</translation>
    </message>
    <message>
        <source>The embedded ingest server at %1; age of its last request</source>
        <translation>Der eingebettete Empfangsserver auf %1; Alter seiner letzten Anfrage</translation>
    </message>
    <message>
        <source>%1 pt/s</source>
        <translation>%1 Pkt/s</translation>
    </message>
    <message>
        <source>Points received a second</source>
        <translation>Empfangene Punkte je Sekunde</translation>
    </message>
    <message>
        <source>journalled %1</source>
        <translation>im Journal %1</translation>
    </message>
    <message>
        <source>Points in the journal on disk: acknowledged and safe from a crash of this program</source>
        <translation>Punkte im Journal auf dem Datenträger: quittiert und vor einem Absturz dieses Programms sicher</translation>
    </message>
    <message>
        <source>dropped %1</source>
        <translation>verworfen %1</translation>
    </message>
    <message>
        <source>Samples the window could not show in time; they are in the journal</source>
        <translation>Werte, die das Fenster nicht rechtzeitig zeigen konnte; sie sind im Journal</translation>
    </message>
    <message>
        <source>stream UP%1</source>
        <translation>Strom AKTIV%1</translation>
    </message>
    <message>
        <source>stream QUIET%1</source>
        <translation>Strom RUHEND%1</translation>
    </message>
    <message>
        <source>stream connecting…</source>
        <translation>Strom verbindet…</translation>
    </message>
    <message>
        <source>stream DOWN: %1</source>
        <translation>Strom AUSGEFALLEN: %1</translation>
    </message>
    <message>
        <source>stream off</source>
        <translation>Strom aus</translation>
    </message>
    <message>
        <source>The live stream of %1; age of its last frame</source>
        <translation>Der Live-Strom von %1; Alter seiner letzten Nachricht</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>These data are kept by the other instance; this window keeps none</source>
        <translation>Diese Daten bewahrt die andere Instanz auf; dieses Fenster bewahrt keine auf</translation>
    </message>
    <message>
        <source>Samples the window could not show in time; the other instance has them</source>
        <translation>Werte, die das Fenster nicht rechtzeitig zeigen konnte; die andere Instanz hat sie</translation>
    </message>
    <message>
        <source>REPLAY %1</source>
        <translation>WIEDERGABE %1</translation>
    </message>
    <message>
        <source>LIVE %1</source>
        <translation>LIVE %1</translation>
    </message>
    <message>
        <source>Live goes on: figures to the right are live. Press to see the live events.</source>
        <translation>Live läuft weiter: die Zahlen rechts sind live. Drücken zeigt die Live-Ereignisse.</translation>
    </message>
</context>
<context>
    <name>desk::TableWords</name>
    <message>
        <source>Nominal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Advisory</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>No limits defined</source>
        <translation>Keine Grenzwerte festgelegt</translation>
    </message>
    <message>
        <source>%1, too low</source>
        <translation>%1, zu niedrig</translation>
    </message>
    <message>
        <source>%1, too high</source>
        <translation>%1, zu hoch</translation>
    </message>
    <message>
        <source>Fresh</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Never received</source>
        <translation>Nie empfangen</translation>
    </message>
    <message>
        <source>invalid</source>
        <comment>quality</comment>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>out of range</source>
        <comment>quality</comment>
        <translation>außer Bereich</translation>
    </message>
    <message>
        <source>uncertain</source>
        <comment>quality</comment>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>clock ahead</source>
        <comment>quality</comment>
        <translation>Uhr geht vor</translation>
    </message>
    <message>
        <source>superseded</source>
        <comment>quality</comment>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>back-filled</source>
        <comment>quality</comment>
        <translation>nachgetragen</translation>
    </message>
    <message>
        <source>derived</source>
        <comment>quality</comment>
        <translation>abgeleitet</translation>
    </message>
    <message>
        <source>simulated</source>
        <comment>quality</comment>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>good</source>
        <comment>quality</comment>
        <translation>gut</translation>
    </message>
    <message>
        <source>Satellite</source>
        <translation>Satellit</translation>
    </message>
    <message>
        <source>Ground station</source>
        <translation>Bodenstation</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>Rechenzentrum</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Degraded</source>
        <comment>health</comment>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>health</comment>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <comment>health</comment>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Nominal</source>
        <comment>health</comment>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Connecting</source>
        <comment>data link</comment>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>data link</comment>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Idle</source>
        <comment>data link</comment>
        <translation>Ruhend</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>data link</comment>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>No contact</source>
        <comment>data link</comment>
        <translation>Kein Kontakt</translation>
    </message>
    <message>
        <source>Off</source>
        <comment>data link</comment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Out of contact</source>
        <translation>Außer Sicht</translation>
    </message>
    <message>
        <source>Link down</source>
        <translation>Verbindung unterbrochen</translation>
    </message>
</context>
<context>
    <name>desk::TimeConductorBar</name>
    <message>
        <source>max</source>
        <translation>max.</translation>
    </message>
    <message>
        <source>Time conductor</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Overview of the recording</source>
        <translation>Überblick über die Aufzeichnung</translation>
    </message>
    <message>
        <source>No recording is open: its coverage, gaps, marks and alarms stand here when one is.</source>
        <translation>Keine Aufzeichnung ist geöffnet: Hier stehen sonst ihre Abdeckung, Lücken, Marken und Alarme.</translation>
    </message>
    <message>
        <source>Live: the view ends at now and moves with it</source>
        <translation>Live: Die Ansicht endet jetzt und läuft mit</translation>
    </message>
    <message>
        <source>FIXED</source>
        <translation>FEST</translation>
    </message>
    <message>
        <source>Fixed: start and end stand</source>
        <translation>Fest: Beginn und Ende stehen</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>WIEDERGABE</translation>
    </message>
    <message>
        <source>Type or paste start and end (G)</source>
        <translation>Beginn und Ende eingeben oder einfügen (G)</translation>
    </message>
    <message>
        <source>Span of time that all views show</source>
        <translation>Zeitspanne, die alle Ansichten zeigen</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Zeitspanne</translation>
    </message>
    <message>
        <source>All there is</source>
        <translation>Alles, was da ist</translation>
    </message>
    <message>
        <source>More of the time conductor</source>
        <translation>Mehr von der Zeitleiste</translation>
    </message>
    <message>
        <source>Replay: the view ends at the play head</source>
        <translation>Wiedergabe: Die Ansicht endet am Abspielkopf</translation>
    </message>
    <message>
        <source>Replay: no recording is open</source>
        <translation>Wiedergabe: Keine Aufzeichnung ist geöffnet</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>One second on</source>
        <translation>Eine Sekunde weiter</translation>
    </message>
    <message>
        <source>One sample back</source>
        <translation>Einen Messwert zurück</translation>
    </message>
    <message>
        <source>One sample on</source>
        <translation>Einen Messwert weiter</translation>
    </message>
    <message>
        <source>Loop from here</source>
        <translation>Schleife ab hier</translation>
    </message>
    <message>
        <source>Loop until here</source>
        <translation>Schleife bis hier</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Speed of the replay (↑ faster, ↓ slower)</source>
        <translation>Geschwindigkeit der Wiedergabe (↑ schneller, ↓ langsamer)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>as fast as possible</source>
        <translation>so schnell wie möglich</translation>
    </message>
    <message>
        <source>Skip gaps</source>
        <translation>Lücken überspringen</translation>
    </message>
    <message>
        <source>Play gaps as they were</source>
        <translation>Lücken abspielen, wie sie waren</translation>
    </message>
    <message>
        <source>Skip gaps longer than %1</source>
        <translation>Lücken über %1 überspringen</translation>
    </message>
    <message>
        <source>HELD</source>
        <translation>GEHALTEN</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu live</translation>
    </message>
    <message>
        <source>Follow now</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>%1 (Space)</source>
        <translation>%1 (Leertaste)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Type or paste where to go (G)</source>
        <translation>Ziel eingeben oder einfügen (G)</translation>
    </message>
    <message>
        <source>Back to the replay</source>
        <translation>Zurück zur Wiedergabe</translation>
    </message>
    <message>
        <source>Live: this window looks at a recording alone</source>
        <translation>Live: dieses Fenster zeigt nur eine Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>desk::TimeRangeEntry</name>
    <message>
        <source>Longer than any time</source>
        <translation>Länger als jede Zeitangabe</translation>
    </message>
    <message>
        <source>Not in 1970 to 2261, at character %1</source>
        <translation>Nicht in 1970 bis 2261, bei Zeichen %1</translation>
    </message>
    <message>
        <source>Not understood at character %1</source>
        <translation>Nicht verstanden ab Zeichen %1</translation>
    </message>
    <message>
        <source>Not later than the start</source>
        <translation>Nicht später als der Beginn</translation>
    </message>
    <message>
        <source>Go to a moment of the replay</source>
        <translation>Zu einem Zeitpunkt der Wiedergabe gehen</translation>
    </message>
    <message>
        <source>Choose start and end</source>
        <translation>Beginn und Ende wählen</translation>
    </message>
    <message>
        <source>&amp;Play head</source>
        <translation>Abs&amp;pielkopf</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Beginn</translation>
    </message>
    <message>
        <source>&amp;End</source>
        <translation>&amp;Ende</translation>
    </message>
    <message>
        <source>Play head</source>
        <translation>Abspielkopf</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>2026-11-21T14:03:07Z, 2026-325T14:03:07Z, 14:03:07, now, -15m
or seconds, milliseconds or nanoseconds since 1970; without a zone UTC</source>
        <translation>2026-11-21T14:03:07Z, 2026-325T14:03:07Z, 14:03:07, now, -15m
oder Sekunden, Milli- oder Nanosekunden seit 1970; ohne Zone UTC</translation>
    </message>
    <message>
        <source>&amp;Day of year</source>
        <translation>&amp;Tag des Jahres</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe hin</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>&amp;Zeigen</translation>
    </message>
</context>
<context>
    <name>desk::TimeStrip</name>
    <message>
        <source>gen. time</source>
        <translation>Erz.-Zeit</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>Halt %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>desk::TopicModel</name>
    <message>
        <source>Topic: tick those that are wanted</source>
        <translation>Thema: die gewünschten ankreuzen</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Messages a second; — = there was only one so far</source>
        <translation>Nachrichten je Sekunde; — = bisher kam nur eine</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>Nachr./s</translation>
    </message>
    <message>
        <source>What came last</source>
        <translation>Was zuletzt kam</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
</context>
<context>
    <name>desk::TopicsDialog</name>
    <message>
        <source>The first %1 topics; there are more.</source>
        <translation>Die ersten %1 Themen; es gibt mehr.</translation>
    </message>
    <message>
        <source>Listening to all topics of %1; nothing has come yet. Topics that begin with $, such as $SYS, are left out.</source>
        <translation>Hört allen Themen von %1 zu; noch kam nichts. Themen, die mit $ beginnen, wie $SYS, sind ausgenommen.</translation>
    </message>
    <message>
        <source>Topics so far: %1. More appear as they are sent. Topics that begin with $, such as $SYS, are left out.</source>
        <translation>Themen bisher: %1. Weitere erscheinen, sobald sie gesendet werden. Themen, die mit $ beginnen, wie $SYS, sind ausgenommen.</translation>
    </message>
    <message>
        <source>Topics of the broker</source>
        <translation>Themen des Brokers</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>&amp;Take these</source>
        <translation>&amp;Diese nehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>desk::TopologyPanel</name>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Stress</source>
        <translation>Stress</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>SNR</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Find node</source>
        <translation>Knoten suchen</translation>
    </message>
    <message>
        <source>Show everything (0)</source>
        <translation>Alles zeigen (0)</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Orbits</source>
        <translation>Bahnen</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>For at most %1 nodes</source>
        <translation>Für höchstens %1 Knoten</translation>
    </message>
    <message>
        <source>Globe</source>
        <translation>Globus</translation>
    </message>
    <message>
        <source>Springs, whole</source>
        <translation>Federn, im Ganzen</translation>
    </message>
    <message>
        <source>Springs, by distance</source>
        <translation>Federn, nach Abstand</translation>
    </message>
    <message>
        <source>Stress: distance in the picture follows distance in links
Orbits: planes as columns, the place in the plane downwards, the ground below
Layers: rows by role
Springs: Fruchterman and Reingold, Kamada and Kawai; for small fleets</source>
        <translation>Stress: Abstände im Bild folgen den Abständen in Verbindungen
Bahnen: Ebenen als Spalten, der Platz in der Ebene abwärts, der Boden darunter
Schichten: Zeilen nach Aufgabe
Federn: Fruchterman und Reingold, Kamada und Kawai; für kleine Flotten</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Packet loss</source>
        <translation>Paketverlust</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>What the colour of a link stands for</source>
        <translation>Wofür die Farbe einer Verbindung steht</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>What the colour of a node stands for</source>
        <translation>Wofür die Farbe eines Knotens steht</translation>
    </message>
    <message>
        <source>Which nodes are looked at</source>
        <translation>Welche Knoten betrachtet werden</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Planes are numbers and ranges with commas between them: 3-5, 12</source>
        <translation>Ebenen sind Zahlen und Bereiche mit Kommas dazwischen: 3-5, 12</translation>
    </message>
    <message>
        <source>The filter looks at the newest values. Functions with a past (mean, derivative …) are for derived parameters.</source>
        <translation>Der Filter sieht die neuesten Werte. Funktionen mit Vergangenheit (mean, derivative …) sind für abgeleitete Parameter.</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>Bei Zeichen %1: %2</translation>
    </message>
</context>
<context>
    <name>desk::TopologyView</name>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Nodes and links appear here with the first telemetry or fleet definition.</source>
        <translation>Knoten und Verbindungen erscheinen hier mit der ersten Telemetrie oder Flottendefinition.</translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation>%1 lösen</translation>
    </message>
    <message>
        <source>Pin %1 here</source>
        <translation>%1 hier festhalten</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>Alle lösen</translation>
    </message>
    <message>
        <source>Lay out afresh</source>
        <translation>Neu anordnen</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>What the fleet was at this moment is not known.</source>
        <translation>Wie die Flotte in diesem Augenblick war, ist nicht bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>Zoom to the %n chosen node(s)</source>
        <translation>
            <numerusform>Zum gewählten Knoten</numerusform>
            <numerusform>Zu den %n gewählten Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Chart of the chosen nodes</source>
        <translation>Diagramm der gewählten Knoten</translation>
    </message>
    <message>
        <source>Of the first %1 at most</source>
        <translation>Höchstens der ersten %1</translation>
    </message>
    <message>
        <source>Pin them here</source>
        <translation>Hier anheften</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>Keinen wählen</translation>
    </message>
    <message>
        <source>Clusters where it is crowded</source>
        <translation>Zusammenfassen, wo es eng ist</translation>
    </message>
    <message>
        <source>Small map of the whole</source>
        <translation>Kleine Karte des Ganzen</translation>
    </message>
    <message>
        <source>Neighbourhood of the selected node</source>
        <translation>Umgebung des gewählten Knotens</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::TracePage</name>
    <message>
        <source>passed</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>it ends here</source>
        <translation>hier endet es</translation>
    </message>
    <message>
        <source>look here</source>
        <translation>hier nachsehen</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>Why is my value not on the chart? Name it as the device does, and each stage of its way says what it knows.</source>
        <translation>Warum ist mein Wert nicht im Diagramm? Ihn nennen, wie das Gerät es tut, und jede Stufe seines Wegs sagt, was sie weiß.</translation>
    </message>
    <message>
        <source>Node, or node → node</source>
        <translation>Knoten, oder Knoten → Knoten</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>The node that sends it, or two with an arrow between them for a link</source>
        <translation>Der Knoten, der ihn sendet, oder zwei mit einem Pfeil dazwischen für eine Verbindung</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>The metric&apos;s name, with its labels if it has some</source>
        <translation>Der Name der Metrik, mit ihren Labels, wenn sie welche hat</translation>
    </message>
</context>
<context>
    <name>desk::TransportForm</name>
    <message>
        <source>Serial device</source>
        <translation>Serielles Gerät</translation>
    </message>
    <message>
        <source>TCP: connect to</source>
        <translation>TCP: verbinden mit</translation>
    </message>
    <message>
        <source>TCP: wait for</source>
        <translation>TCP: warten auf</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>MQTT broker</source>
        <translation>MQTT-Broker</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Server-sent events</source>
        <translation>Server-sent Events</translation>
    </message>
    <message>
        <source>HTTP: ask again and again</source>
        <translation>HTTP: immer wieder fragen</translation>
    </message>
    <message>
        <source>File that grows</source>
        <translation>Datei, die wächst</translation>
    </message>
    <message>
        <source>Folder of CSV files</source>
        <translation>Ordner mit CSV-Dateien</translation>
    </message>
    <message>
        <source>Simulated board</source>
        <translation>Simuliertes Gerät</translation>
    </message>
    <message>
        <source>Kind of source</source>
        <translation>Art der Quelle</translation>
    </message>
    <message>
        <source>A board that is simulated by this program, on a pseudo-terminal of this machine. Its values are made up: temperature, pressure, voltage and mode, ten times a second, as long as this window is open.</source>
        <translation>Ein Gerät, das dieses Programm simuliert, an einem Pseudoterminal dieser Maschine. Seine Werte sind erfunden: Temperatur, Druck, Spannung und Modus, zehnmal je Sekunde, solange dieses Fenster offen ist.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>What is plugged in, or the path of a port. A USB device is bound by its vendor, product and serial number: it is found again at another port.</source>
        <translation>Was eingesteckt ist, oder der Pfad eines Anschlusses. Ein USB-Gerät wird über Hersteller, Produkt und Seriennummer gebunden: es wird an einem anderen Anschluss wiedergefunden.</translation>
    </message>
    <message>
        <source>Baud</source>
        <translation>Baud</translation>
    </message>
    <message>
        <source>Baud: symbols a second, as the device is set</source>
        <translation>Baud: Symbole je Sekunde, wie das Gerät eingestellt ist</translation>
    </message>
    <message>
        <source>Data bits</source>
        <translation>Datenbits</translation>
    </message>
    <message>
        <source>Bits of a character</source>
        <translation>Bits eines Zeichens</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>Parität</translation>
    </message>
    <message>
        <source>Parity bit of a character</source>
        <translation>Paritätsbit eines Zeichens</translation>
    </message>
    <message>
        <source>Stop bits</source>
        <translation>Stoppbits</translation>
    </message>
    <message>
        <source>Stop bits of a character</source>
        <translation>Stoppbits eines Zeichens</translation>
    </message>
    <message>
        <source>Flow control</source>
        <translation>Flusssteuerung</translation>
    </message>
    <message>
        <source>Flow control: RTS and CTS (hardware), XON and XOFF (software)</source>
        <translation>Flusssteuerung: RTS und CTS (hardware), XON und XOFF (software)</translation>
    </message>
    <message>
        <source>Send first</source>
        <translation>Zuerst senden</translation>
    </message>
    <message>
        <source>Sent once when the device is there, to start it; \r \n \xHH stand for bytes</source>
        <translation>Einmal gesendet, wenn das Gerät da ist, um es zu starten; \r \n \xHH stehen für Bytes</translation>
    </message>
    <message>
        <source>Address of this machine to listen on; 0.0.0.0 = all</source>
        <translation>Adresse dieser Maschine, an der gewartet wird; 0.0.0.0 = alle</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Name or address of the instrument</source>
        <translation>Name oder Adresse des Messgeräts</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>TCP port of the instrument</source>
        <translation>TCP-Port des Messgeräts</translation>
    </message>
    <message>
        <source>Sent once when it is connected, to start it; \r \n \xHH stand for bytes</source>
        <translation>Einmal gesendet, wenn es verbunden ist, um es zu starten; \r \n \xHH stehen für Bytes</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>TCP port that devices connect to</source>
        <translation>TCP-Port, mit dem sich Geräte verbinden</translation>
    </message>
    <message>
        <source>UDP port that datagrams are sent to</source>
        <translation>UDP-Port, an den Datagramme gesendet werden</translation>
    </message>
    <message>
        <source>Multicast group</source>
        <translation>Multicast-Gruppe</translation>
    </message>
    <message>
        <source>Address of the group, such as 239.1.2.3; empty = none</source>
        <translation>Adresse der Gruppe, etwa 239.1.2.3; leer = keine</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Name or address of the broker</source>
        <translation>Name oder Adresse des Brokers</translation>
    </message>
    <message>
        <source>1883, or 8883 with TLS</source>
        <translation>1883, oder 8883 mit TLS</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Topic filters, parted by commas; + stands for one level, # for all that follow</source>
        <translation>Themenfilter, durch Kommas getrennt; + steht für eine Ebene, # für alle, die folgen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Dienstgüte</translation>
    </message>
    <message>
        <source>1: a message is acknowledged once it is in the journal</source>
        <translation>1: eine Nachricht wird bestätigt, sobald sie im Journal steht</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Name to log in with; empty = none</source>
        <translation>Name für die Anmeldung; leer = keiner</translation>
    </message>
    <message>
        <source>Password kept as</source>
        <translation>Passwort abgelegt als</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Encrypted, with the certificates that this machine trusts</source>
        <translation>Verschlüsselt, mit den Zertifikaten, denen diese Maschine traut</translation>
    </message>
    <message>
        <source>ws://host:port/path or wss://…</source>
        <translation>ws://Host:Port/Pfad oder wss://…</translation>
    </message>
    <message>
        <source>Sent once when it is connected: a subscription</source>
        <translation>Einmal gesendet, wenn es verbunden ist: ein Abonnement</translation>
    </message>
    <message>
        <source>http://host:port/path or https://…</source>
        <translation>http://Host:Port/Pfad oder https://…</translation>
    </message>
    <message>
        <source>Of the document that is asked for</source>
        <translation>Des Dokuments, nach dem gefragt wird</translation>
    </message>
    <message>
        <source>Part of it</source>
        <translation>Teil davon</translation>
    </message>
    <message>
        <source>Where the values stand in the JSON: data.readings[0]; [*] = each element; empty = all</source>
        <translation>Wo die Werte im JSON stehen: data.readings[0]; [*] = jedes Element; leer = alles</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Milliseconds between two questions</source>
        <translation>Millisekunden zwischen zwei Fragen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>What is added to it is read; one that is turned over is followed</source>
        <translation>Was angehängt wird, wird gelesen; einer, die umgelegt wird, wird gefolgt</translation>
    </message>
    <message>
        <source>From its beginning</source>
        <translation>Von Anfang an</translation>
    </message>
    <message>
        <source>Also what stands in it already</source>
        <translation>Auch was schon darin steht</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Which of its files, with * and ?</source>
        <translation>Welche seiner Dateien, mit * und ?</translation>
    </message>
    <message>
        <source>No serial device is plugged in. One that is plugged in now appears at once; a pseudo-terminal is named by its path.</source>
        <translation>Kein serielles Gerät ist eingesteckt. Eines, das jetzt eingesteckt wird, erscheint sofort; ein Pseudoterminal wird mit seinem Pfad genannt.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Token kept as</source>
        <translation>Token abgelegt als</translation>
    </message>
    <message>
        <source>Kept in the key ring of this session, never in a file of ours; empty = as it was kept before, or none</source>
        <translation>Liegt im Schlüsselbund dieser Sitzung, nie in einer Datei von uns; leer = wie bisher abgelegt, oder keines</translation>
    </message>
    <message>
        <source>Its name in the key ring; empty = made from the address. A server without a key ring, and this program too, takes it first from the environment variable CONSTELLATION_LINK_NAME, where NAME is this name in capitals.</source>
        <translation>Sein Name im Schlüsselbund; leer = aus der Adresse gebildet. Ein Server ohne Schlüsselbund, und auch dieses Programm, nimmt es zuerst aus der Umgebungsvariablen CONSTELLATION_LINK_NAME, wobei NAME dieser Name in Großbuchstaben ist.</translation>
    </message>
    <message>
        <source>Find topics…</source>
        <translation>Themen suchen…</translation>
    </message>
    <message>
        <source>Listens to the broker and lists what it sends</source>
        <translation>Hört dem Broker zu und listet, was er sendet</translation>
    </message>
    <message>
        <source>Each file that is put there is read once; one that stays there also after each start</source>
        <translation>Jede Datei, die dort abgelegt wird, wird einmal gelesen; eine, die dort bleibt, auch nach jedem Start</translation>
    </message>
</context>
<context>
    <name>desk::ViolationsPage</name>
    <message>
        <source>The limits are not known here: nothing can be said to violate one.</source>
        <translation>Die Grenzen sind hier nicht bekannt: Von nichts lässt sich sagen, dass es eine verletzt.</translation>
    </message>
    <message>
        <source>%1 expected · %2 hit · %3 false · %4 missed</source>
        <translation>%1 erwartet · %2 Treffer · %3 falsch · %4 verpasst</translation>
    </message>
    <message>
        <source>%1 of what was said came, %2 of what came was said</source>
        <translation>%1 des Gesagten kam, %2 des Gekommenen war gesagt</translation>
    </message>
    <message>
        <source>%1 found no room</source>
        <translation>%1 fanden keinen Platz</translation>
    </message>
    <message>
        <source>First said at %1</source>
        <translation>Zuerst gesagt um %1</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Limit: which one</source>
        <translation>Grenze: welche</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Node or link</source>
        <translation>Knoten oder Verbindung</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>At</source>
        <comment>a value</comment>
        <translation>Bei</translation>
    </message>
    <message>
        <source>At: the value of the limit</source>
        <translation>Bei: der Wert der Grenze</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Predicted: when it should come, as last said, UTC</source>
        <translation>Vorhergesagt: wann es kommen soll, wie zuletzt gesagt, UTC</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Vorlauf</translation>
    </message>
    <message>
        <source>Lead: from the first word to the violation; while that has not come, to when it should</source>
        <translation>Vorlauf: vom ersten Wort bis zur Verletzung; solange sie nicht kam, bis sie kommen soll</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Outcome. Hit: it came, at the latest a minute after the time last said. False: it did not. Missed: it came unsaid</source>
        <translation>Ausgang. Treffer: Es kam, spätestens eine Minute nach der zuletzt genannten Zeit. Falsch: Es kam nicht. Verpasst: Es kam ungesagt</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Kam</translation>
    </message>
    <message>
        <source>Came: when it really came, UTC</source>
        <translation>Kam: wann es wirklich kam, UTC</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model: the method that said it last</source>
        <translation>Modell: das Verfahren, das es zuletzt sagte</translation>
    </message>
    <message>
        <source>Predicted limit violations</source>
        <translation>Vorhergesagte Grenzverletzungen</translation>
    </message>
    <message>
        <source>No forecast has met a limit since %1. What is said to violate one stands here, and afterwards whether it came.</source>
        <translation>Seit %1 hat keine Vorhersage einen Grenzwert erreicht. Was einen verletzen soll, steht hier, und danach, ob es kam.</translation>
    </message>
    <message>
        <source>Of what is kept in this list: since %1, the newest thousand</source>
        <translation>Von dem, was in dieser Liste steht: seit %1, die neuesten tausend</translation>
    </message>
</context>
<context>
    <name>desk::WeakPointsPage</name>
    <message>
        <source>Single points of failure: nodes %1, links %2. Parts: %3. Cut off from the ground: %4. As of %5, graph %6.</source>
        <translation>Einzelne Fehlerstellen: Knoten %1, Verbindungen %2. Teile: %3. Vom Boden abgeschnitten: %4. Stand %5, Graph %6.</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Last ground</source>
        <translation>Letzter Boden</translation>
    </message>
    <message>
        <source>The only node on the ground of its part: without it the part has none.</source>
        <translation>Der einzige Knoten am Boden in seinem Teil: Ohne ihn hat der Teil keinen.</translation>
    </message>
    <message>
        <source>%1 and others</source>
        <translation>%1 und andere</translation>
    </message>
    <message>
        <source>Weak points: nodes %1, links %2, cut off %3</source>
        <translation>Schwachstellen: Knoten %1, Verbindungen %2, abgeschnitten %3</translation>
    </message>
    <message>
        <source>Single points of failure</source>
        <translation>Einzelne Fehlerstellen</translation>
    </message>
    <message>
        <source>Parts of the network</source>
        <translation>Teile des Netzes</translation>
    </message>
    <message>
        <source>Cut off from the ground</source>
        <translation>Vom Boden abgeschnitten</translation>
    </message>
    <message>
        <source>What the table shows</source>
        <translation>Was die Tabelle zeigt</translation>
    </message>
    <message>
        <source>Node or link</source>
        <translation>Knoten oder Verbindung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Separates</source>
        <translation>Trennt</translation>
    </message>
    <message>
        <source>Separates: nodes that its loss parts from the largest rest</source>
        <translation>Trennt: Knoten, die sein Verlust vom größten Rest trennt</translation>
    </message>
    <message>
        <source>Grounds</source>
        <translation>Entbodet</translation>
    </message>
    <message>
        <source>Grounds: nodes that its loss takes the last way to the ground</source>
        <translation>Entbodet: Knoten, denen sein Verlust den letzten Weg zum Boden nimmt</translation>
    </message>
    <message>
        <source>No single point of failure: no loss of one node or link divides the network.</source>
        <translation>Keine einzelne Fehlerstelle: Kein Verlust eines Knotens oder einer Verbindung teilt das Netz.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Boden</translation>
    </message>
    <message>
        <source>Ground: stations and data centres in it</source>
        <translation>Boden: Stationen und Rechenzentren darin</translation>
    </message>
    <message>
        <source>The parts that hold together over working links stand here.</source>
        <translation>Hier stehen die Teile, die über arbeitende Verbindungen zusammenhängen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Every node that works reaches the ground.</source>
        <translation>Jeder Knoten, der arbeitet, erreicht den Boden.</translation>
    </message>
    <message>
        <source>Weak points</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>A single point of failure is a node (articulation point) or a link (bridge) whose loss divides what holds together now. Separates: nodes that would no longer be with the largest rest. Grounds: nodes that would lose their last way to a station or data centre. A part is a set of nodes that reach each other over working links. Cut off: works, but reaches no ground. What only sends data and has no link is not counted.</source>
        <translation>Eine einzelne Fehlerstelle ist ein Knoten (Artikulationspunkt) oder eine Verbindung (Brücke), deren Verlust teilt, was jetzt zusammenhängt. Trennt: Knoten, die nicht mehr beim größten Rest wären. Entbodet: Knoten, die ihren letzten Weg zu einer Station oder einem Rechenzentrum verlören. Ein Teil ist eine Menge von Knoten, die einander über arbeitende Verbindungen erreichen. Abgeschnitten: arbeitet, erreicht aber keinen Boden. Was nur Daten sendet und keine Verbindung hat, zählt nicht.</translation>
    </message>
</context>
<context>
    <name>desk::WhatIfPage</name>
    <message>
        <source>not in the fleet</source>
        <translation>nicht in der Flotte</translation>
    </message>
    <message>
        <source>node off</source>
        <translation>Knoten aus</translation>
    </message>
    <message>
        <source>link off</source>
        <translation>Verbindung aus</translation>
    </message>
    <message>
        <source>Without %1 nodes and %2 links: nodes that newly lose the ground %3; parts %4 → %5; to the ground at the same time %6 → %7. As of %8, graph %9.</source>
        <translation>Ohne %1 Knoten und %2 Verbindungen: Knoten, die neu den Boden verlieren, %3; Teile %4 → %5; gleichzeitig zum Boden %6 → %7. Stand %8, Graph %9.</translation>
    </message>
    <message>
        <source>Links: %1</source>
        <translation>Verbindungen: %1</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>kein Weg</translation>
    </message>
    <message>
        <source>Route by %1</source>
        <translation>Weg nach %1</translation>
    </message>
    <message>
        <source>ground</source>
        <translation>Boden</translation>
    </message>
    <message>
        <source>Reaches the ground</source>
        <translation>Erreicht den Boden</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>Works, but reaches the ground no more</source>
        <translation>Arbeitet, erreicht aber den Boden nicht mehr</translation>
    </message>
    <message>
        <source>WHAT IF – not the real state: off %1, cut off %2</source>
        <translation>WAS WÄRE WENN – nicht der wirkliche Zustand: aus %1, abgeschnitten %2</translation>
    </message>
    <message>
        <source>WHAT IF – not the real state</source>
        <translation>WAS WÄRE WENN – nicht der wirkliche Zustand</translation>
    </message>
    <message>
        <source>Node to switch off in thought</source>
        <translation>Knoten, der in Gedanken abgeschaltet wird</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Switches the node off in thought; the real one stays as it is</source>
        <translation>Schaltet den Knoten in Gedanken ab; der wirkliche bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Switch off what is selected</source>
        <translation>Ausgewähltes abschalten</translation>
    </message>
    <message>
        <source>Switches the selected node or link off in thought</source>
        <translation>Schaltet ausgewählten Knoten oder ausgewählte Verbindung in Gedanken ab</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Switches on again what was switched off last</source>
        <translation>Schaltet wieder ein, was zuletzt abgeschaltet wurde</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Switches everything on again</source>
        <translation>Schaltet alles wieder ein</translation>
    </message>
    <message>
        <source>Off in thought</source>
        <translation>In Gedanken aus</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Name a node, or choose “Switch off in thought” in the menu of a node or link in the topology: what would be lost then is told here. Nothing real is switched.</source>
        <translation>Nennen Sie einen Knoten, oder wählen Sie „In Gedanken abschalten“ im Menü eines Knotens oder einer Verbindung in der Topologie: Hier steht dann, was verloren ginge. Nichts Wirkliches wird geschaltet.</translation>
    </message>
    <message>
        <source>Switched off in thought</source>
        <translation>In Gedanken abgeschaltet</translation>
    </message>
    <message>
        <source>Route or node</source>
        <translation>Weg oder Knoten</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>No node loses the ground, no route is watched.</source>
        <translation>Kein Knoten verliert den Boden, kein Weg wird beobachtet.</translation>
    </message>
    <message>
        <source>What would be lost</source>
        <translation>Was verloren ginge</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Nodes and links are switched off in a copy of the network, and the copy is compared with the network as it is: who works but loses the ground, into how many parts it falls, what all nodes together can still bring to the ground, and what becomes of the routes that are charted or named on the page Route. The real network, other panels and what is recorded stay as they are.</source>
        <translation>Knoten und Verbindungen werden in einer Kopie des Netzes abgeschaltet, und die Kopie wird mit dem Netz verglichen, wie es ist: wer arbeitet, aber den Boden verliert, in wie viele Teile es zerfällt, was alle Knoten zusammen noch zum Boden bringen, und was aus den aufgezeichneten Wegen und dem auf der Seite Weg genannten wird. Das wirkliche Netz, andere Bereiche und was aufgezeichnet wird, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Left out to the ground for want of a capacity: links %1 → %2.</source>
        <translation>Zum Boden ohne bekannte Kapazität weggelassen: Verbindungen %1 → %2.</translation>
    </message>
</context>
<context>
    <name>desk::Workspace</name>
    <message>
        <source>The windows stand as at the first start, because the layout of the last time was refused and put aside: %1</source>
        <translation>Die Fenster stehen wie beim ersten Start, weil die letzte Anordnung abgelehnt und beiseitegelegt wurde: %1</translation>
    </message>
    <message>
        <source>Layout: %1</source>
        <translation>Anordnung: %1</translation>
    </message>
</context>
<context>
    <name>desk::main</name>
    <message>
        <source>Constellation Desk cannot start</source>
        <translation>Constellation Desk kann nicht starten</translation>
    </message>
</context>
</TS>
