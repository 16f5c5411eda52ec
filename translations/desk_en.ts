<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
