// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <filesystem>
#include <functional>
#include <thread>

namespace desk {

class ParameterFeed;
class TopologyRecord;

// Gives a record the graphs of the time before it, out of session files, as soon as the source has shown its
// first. Of a recording that is replayed all of its graphs: the record takes those before the head. Read on a
// thread of its own. GUI thread.
class EarlierTopology final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EarlierTopology)

public:
    struct Files
    {
        std::function<std::filesystem::path()> file; // asked for once, on the GUI thread; empty = none
        bool isReplay =
            false; // this file alone, to its end; else those finished before too, up to the record
    };

    // All outlive it.
    EarlierTopology(Files files, const ParameterFeed &feed, TopologyRecord &record,
                    QObject *parent = nullptr);

private:
    void begin();

    const Files m_files;
    const ParameterFeed &m_feed;
    TopologyRecord &m_record;
    bool m_hasBegun = false;
    std::jthread m_reading; // last
};

} // namespace desk
