// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/hardwarelink.h"

#include <QStringList>

namespace desk {

// A link on a queue of the test's own, with short pauses between attempts. The test's thread stands for the
// ingest thread.
class LinkRig
{
public:
    explicit LinkRig(LinkDefinition definition, IntakeQueue::Options options = {});
    ~LinkRig();

    [[nodiscard]] HardwareLink &link() { return m_link; }
    [[nodiscard]] IntakeQueue &queue() { return m_queue; }
    // All that came so far, one text a record: "node a=1 b=ok a#raw=7".
    const QStringList &rows();
    [[nodiscard]] std::uint64_t records(); // without their texts, which is quicker
    // Those who wait for the journal are told nothing until then.
    void holdBack(bool hold) { m_hold = hold; }
    [[nodiscard]] bool isUp() const;
    [[nodiscard]] QString reason() const { return QString::fromStdString(m_link.status().reason); }

    // JSON lines of the node "bench".
    static LinkDefinition lines(TransportSettings transport);

private:
    void drain(bool words);

    const SystemTimeService m_time;
    const EnvironmentLinkSecrets m_secrets;
    IntakeQueue m_queue;
    HardwareLink m_link;
    QStringList m_rows;
    std::uint64_t m_records = 0;
    bool m_hold = false;
    std::vector<std::function<void(bool)>> m_waiting;
};

} // namespace desk
