// SPDX-License-Identifier: GPL-3.0-or-later
// Space packets by @serialport/parser-spacepacket.
//   spacepacket.mjs FILE TIME_BYTES ANCILLARY_BYTES PIECE
//     a line for each packet of the file, fed PIECE bytes at a time: telecommand, secondary header, APID,
//     sequence flags, sequence count, bytes of data, time code, ancillary data, user data
import { readFileSync } from 'node:fs';
import { SpacePacketParser } from '@serialport/parser-spacepacket';

const [, , file, timeBytes, ancillaryBytes, piece] = process.argv;
const bytes = readFileSync(file);
const parser = new SpacePacketParser({
    timeCodeFieldLength: Number(timeBytes),
    ancillaryDataFieldLength: Number(ancillaryBytes),
});
const lines = [];
parser.on('data', (packet) => {
    if (Array.isArray(packet)) { // what was left at the end
        if (packet.length > 0)
            lines.push(`${packet.length} bytes are left`);
        return;
    }
    const { identification, sequenceControl, dataLength } = packet.header;
    lines.push([identification.type, identification.secondaryHeader, identification.apid,
                sequenceControl.sequenceFlags, sequenceControl.packetName, dataLength,
                packet.secondaryHeader?.timeCode ?? '', packet.secondaryHeader?.ancillaryData ?? '',
                packet.data].join(' '));
});
parser.on('end', () => process.stdout.write(lines.join('\n') + '\n'));
for (let at = 0; at < bytes.length; at += Number(piece))
    parser.write(bytes.subarray(at, at + Number(piece)));
parser.end();
