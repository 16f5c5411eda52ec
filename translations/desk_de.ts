<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>desk::Application</name>
    <message>
        <source>SIMULATED</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::ChartView</name>
    <message>
        <source>Remove series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset time axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export visible data as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export visible data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A chart takes %1 series at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A chart takes %1 units at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest sample is %1 ahead of now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples in the last %1 – newest is %2 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples in this window – newest is of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples in memory yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop parameters here or double-click them in the table to see them over time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel, + and −: shorter or longer span
Space: hold or follow now
Drag, ← and →: move, while held
Shift+← and →: cursor from sample to sample
Home or double-click: 15 min, not moved
Menu key: everything else</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::ChartsPanel</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove active chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset time axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HELD %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow now (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the picture; data keep coming in (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Span of time shown by all charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::EventLogPanel</name>
    <message>
        <source>%1 new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events yet. Starts and stops, violated limits and refused telemetry appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event passes the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the event log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not written: %2. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nominal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advisory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <comment>severity</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 or worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least severity shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the shown events as CSV</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::EventText</name>
    <message>
        <source>%1 LOW %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 HIGH %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 out of limits: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 within limits again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 within limits again: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server listening on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 is taken; the server uses %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server stopped: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal read: %1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal ended in the middle of a record; %1 bytes cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal is full; new telemetry is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal error: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is down: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New node %1, learned from telemetry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet defined anew by %1: %2 nodes, %3 links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused from %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many series, refused from %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window could not follow: %1 samples not shown, none lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token %1 created: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token %1 revoked: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated fault on %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits loaded (%1): %2 rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits of %1 refused: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::FilterBar</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::FleetPanel</name>
    <message>
        <source>No nodes yet. A node appears with its first telemetry; a whole fleet comes with PUT /api/v1/topology/ or with the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node passes the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links: active ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name, type or health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes outside their limits or in bad health stand on top</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::InspectorPanel</name>
    <message>
        <source>capacity %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learned from telemetry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worst value: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <comment>link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contact</source>
        <comment>link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected. Pick a node or a link in the topology or in a table to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the other direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <comment>utilisation of a link</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::ItemTip</name>
    <message>
        <source>satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ground station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maintenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nominal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>health: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>altitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inactive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::LinksPanel</name>
    <message>
        <source>%1: %2. Errors: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: errors: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age: time since the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames a second: requests, packets or lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors: refused or unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients: open connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data source yet. The embedded server and each device, file or simulation that feeds this window appear here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::MainWindow</name>
    <message>
        <source>Topology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constellation Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;picture of the window…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Constellation Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be written to %1. Is the folder writable?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Constellation Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Constellation Desk %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Operations dashboard for live telemetry, with an embedded ingest server.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Qt %2.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::Panel</name>
    <message>
        <source>Put the panel back into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the panel a window of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::ParametersPanel</name>
    <message>
        <source>Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No telemetry yet. Connect to a server or start the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No telemetry yet. Post to %1 or start the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No parameter passes the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node or link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age: time since the last reception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generation time, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by node or metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the selected node with its links, or the selected link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only values outside their limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More: order and columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::PictureLegend</name>
    <message>
        <source>nominal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>advisory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>caution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, worse direction</source>
        <comment>metric and unit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>width: utilisation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::StatusStrip</name>
    <message>
        <source>server UP%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server waiting for data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server QUIET%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server DOWN: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded ingest server at %1; age of its last request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pt/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points received a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>journalled %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points in the journal on disk: acknowledged and safe from a crash of this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropped %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples the window could not show in time; they are in the journal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::TableWords</name>
    <message>
        <source>Nominal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advisory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limits defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, too low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invalid</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of range</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uncertain</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clock ahead</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>superseded</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back-filled</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>derived</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <comment>quality</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ground station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degraded</source>
        <comment>health</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>health</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maintenance</source>
        <comment>health</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nominal</source>
        <comment>health</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <comment>data link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <comment>data link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle</source>
        <comment>data link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <comment>data link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contact</source>
        <comment>data link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <comment>data link</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::TimeStrip</name>
    <message>
        <source>gen. time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::TopologyPanel</name>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stress: distance in the picture follows distance in links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::TopologyView</name>
    <message>
        <source>Topology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes and links appear here with the first telemetry or fleet definition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin %1 here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay out afresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>desk::main</name>
    <message>
        <source>Constellation Desk cannot start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
