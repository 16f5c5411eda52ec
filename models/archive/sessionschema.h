// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace desk {

// Tables of a session file, format 1 (ARCHITECTURE.md, "Session file"). Times are ns since 1970 (UTC),
// sequence numbers those of the journal, ids those of the data folder's dictionary. crc is the CRC-32C of the
// columns of the row before it in their order; data that stands behind it has a CRC for each of its parts in
// the directory (packedpoints.h).
inline constexpr const char *sessionSchema = R"sql(
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE progress(id INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, crc INTEGER NOT NULL) STRICT;

CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE TABLE entity(id INTEGER PRIMARY KEY, node INTEGER NOT NULL, dst INTEGER NOT NULL,
                    crc INTEGER NOT NULL) STRICT;
CREATE TABLE series(id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, metric TEXT NOT NULL, labels TEXT NOT NULL,
                    kind INTEGER NOT NULL, unit TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE TABLE state(series INTEGER NOT NULL, code INTEGER NOT NULL, text TEXT NOT NULL, crc INTEGER NOT NULL,
                   PRIMARY KEY(series, code)) STRICT, WITHOUT ROWID;

CREATE TABLE shape(id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, series BLOB NOT NULL,
                   crc INTEGER NOT NULL) STRICT;
CREATE TABLE arrival(id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
                     batches INTEGER NOT NULL, data BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE INDEX arrival_last ON arrival(last);
CREATE TABLE tail(id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, data BLOB NOT NULL,
                  crc INTEGER NOT NULL) STRICT;
CREATE TABLE points(id INTEGER PRIMARY KEY, shape INTEGER NOT NULL, first INTEGER NOT NULL,
                    last INTEGER NOT NULL, begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
                    count INTEGER NOT NULL, ordered INTEGER NOT NULL, loose INTEGER NOT NULL,
                    wide INTEGER NOT NULL, directory BLOB NOT NULL, crc INTEGER NOT NULL,
                    data BLOB NOT NULL) STRICT;
CREATE INDEX points_last ON points(wide, last, first);
CREATE INDEX points_first ON points(first);
CREATE INDEX points_time ON points(shape, wide, begin, "end");
CREATE INDEX points_loose ON points(shape, wide, begin, "end") WHERE loose = 1;
CREATE TABLE level(id INTEGER PRIMARY KEY, shape INTEGER NOT NULL, level INTEGER NOT NULL,
                   first INTEGER NOT NULL, last INTEGER NOT NULL, begin INTEGER NOT NULL,
                   "end" INTEGER NOT NULL, count INTEGER NOT NULL, directory BLOB NOT NULL,
                   crc INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE INDEX level_time ON level(shape, level, "end", begin);
CREATE TABLE keyframe(id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, reception INTEGER NOT NULL,
                      data BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE INDEX keyframe_reception ON keyframe(reception);

CREATE TABLE gap(id INTEGER PRIMARY KEY, source TEXT NOT NULL, begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
                 first INTEGER NOT NULL, last INTEGER NOT NULL, cause TEXT NOT NULL,
                 crc INTEGER NOT NULL) STRICT;
CREATE TABLE event(id INTEGER PRIMARY KEY, time INTEGER NOT NULL, severity INTEGER NOT NULL, code TEXT NOT NULL,
                   subject TEXT NOT NULL, detail TEXT NOT NULL, repeats INTEGER NOT NULL,
                   crc INTEGER NOT NULL) STRICT;
CREATE INDEX event_time ON event(time);
CREATE TABLE topology(id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, reception INTEGER NOT NULL,
                      version INTEGER NOT NULL, whole INTEGER NOT NULL, data BLOB NOT NULL,
                      crc INTEGER NOT NULL) STRICT;
CREATE TABLE limits(id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, reception INTEGER NOT NULL,
                    toml TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE TABLE alarm(id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, time INTEGER NOT NULL,
                   series INTEGER NOT NULL, state TEXT NOT NULL, severity INTEGER NOT NULL,
                   operator TEXT NOT NULL, detail TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE TABLE forecast(id INTEGER PRIMARY KEY, series INTEGER NOT NULL, issued INTEGER NOT NULL,
                      model TEXT NOT NULL, data BLOB NOT NULL, crc INTEGER NOT NULL) STRICT;
CREATE TABLE note(id INTEGER PRIMARY KEY, begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
                  written INTEGER NOT NULL, operator TEXT NOT NULL, text TEXT NOT NULL,
                  crc INTEGER NOT NULL) STRICT;
CREATE TABLE layout(id INTEGER PRIMARY KEY, time INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL,
                    crc INTEGER NOT NULL) STRICT;
)sql";

} // namespace desk
