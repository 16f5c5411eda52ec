<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>OwnershipRows</name>
    <message numerus="yes">
        <source>%n heartbeat(s) in a row were not answered</source>
        <translation>
            <numerusform>%n heartbeat was not answered</numerusform>
            <numerusform>%n heartbeats in a row were not answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n worker</numerusform>
            <numerusform>%n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silent</source>
        <translation>
            <numerusform>%n silent</numerusform>
            <numerusform>%n silent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s)</source>
        <translation>
            <numerusform>%n path</numerusform>
            <numerusform>%n paths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::ChartsPanel</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::DecoderPage</name>
    <message numerus="yes">
        <source>%n record(s) read</source>
        <translation>
            <numerusform>%n record read</numerusform>
            <numerusform>%n records read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::FleetMap</name>
    <message numerus="yes">
        <source>%n node(s) without a position</source>
        <translation>
            <numerusform>%n node without a position</numerusform>
            <numerusform>%n nodes without a position</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::ItemTip</name>
    <message numerus="yes">
        <source>plane %1 of shell %2</source>
        <comment>one or more</comment>
        <translation>
            <numerusform>plane %1 of shell %2</numerusform>
            <numerusform>planes %1 of shell %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of contact</source>
        <translation>
            <numerusform>%n out of contact</numerusform>
            <numerusform>%n out of contact</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::OverviewStrip</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::RecordingImport</name>
    <message numerus="yes">
        <source>%n row(s) of %1 left out; the first: %2</source>
        <translation>
            <numerusform>%n row of %1 left out: %2</numerusform>
            <numerusform>%n rows of %1 left out; the first: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::SampleTracer</name>
    <message numerus="yes">
        <source>%n sender(s) sent something in the last ten seconds.</source>
        <translation>
            <numerusform>%n sender sent something in the last ten seconds.</numerusform>
            <numerusform>%n senders sent something in the last ten seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>desk::TopologyView</name>
    <message numerus="yes">
        <source>Zoom to the %n chosen node(s)</source>
        <translation>
            <numerusform>Zoom to the chosen node</numerusform>
            <numerusform>Zoom to the %n chosen nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
</context>
</TS>
