// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionreader.h"
#include "models/telemetry/gapsubject.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace desk;
using namespace std::chrono_literals;

// Gaps of a link and marks of an operator, from a real instance into its session file and over a restart.
class TstGapsAndMarks : public InstanceTest
{
    Q_OBJECT

    void post(bool active)
    {
        const std::string body =
            "[{\"timestamp\":\"" + formatTimestamp(m_time.now(), Fraction::milli) +
            "\",\"node_id\":\"sat\",\"node_type\":\"satellite\",\"link\":{\"dst\":\"gs\"},"
            "\"is_active\":" +
            (active ? "true" : "false") + ",\"snr_db\":7}]";
        QCOMPARE(send("POST", "/api/v1/telemetry/batch", body).status, 200);
    }
    [[nodiscard]] std::vector<SessionGap> gapsOfLink() const
    {
        std::vector<SessionGap> found;
        for (const SessionGap &gap : m_instance->gaps()->changesSince(0).gaps) {
            if (gap.source == linkSubject("sat", "gs"))
                found.push_back(gap);
        }
        return found;
    }
    [[nodiscard]] SessionLog recorded() const
    {
        const auto reader = SessionReader::open(m_ready.data + "/session.desk");
        return reader ? (*reader)->log().gapsAndNotes().value_or(SessionLog{}) : SessionLog{};
    }

private Q_SLOTS:
    void aLinkThatIsDownOverARestartIsOneGap()
    {
        start();
        post(true);
        const auto isActive = [this](bool active) {
            return std::ranges::any_of(m_instance->topology()->edges,
                                       [active](const TopologyEdge &edge) { return edge.active == active; });
        };
        QTRY_VERIFY(isActive(true));
        QTest::qWait(1200); // the ledger looks once a second
        post(false);
        QTRY_COMPARE(gapsOfLink().size(), std::size_t(1));
        const SessionGap open = gapsOfLink()[0];
        QCOMPARE(open.cause, std::string("link_down"));
        QCOMPARE(open.end, SessionGap::open);

        const Timestamp now = m_time.now();
        QCOMPARE(m_instance->recording(), std::filesystem::path(m_ready.data) / "session.desk");
        QVERIFY(m_instance->addNote({now, now, now, "op", "antenna moved"}));
        m_instance->stop();
        QVERIFY(std::ranges::count(recorded().gaps, open) == 1);
        QCOMPARE(recorded().notes.size(), std::size_t(1));
        QCOMPARE(recorded().notes[0].text, std::string("antenna moved"));
        QCOMPARE(recorded().notes[0].begin, now);

        start();
        QVERIFY(gapsOfLink().empty());
        post(true);
        QTRY_COMPARE(gapsOfLink().size(), std::size_t(1));
        QCOMPARE(gapsOfLink()[0].begin, open.begin);
        QVERIFY(gapsOfLink()[0].end != SessionGap::open);
        m_instance->stop();
        QCOMPARE(recorded().notes.size(), std::size_t(1));
    }

    void withoutARecordingAMarkIsRefused()
    {
        forget();
        Configuration quiet = configuration();
        quiet.record = false;
        start(quiet);
        QVERIFY(m_instance->recording().empty());
        const auto added = m_instance->addNote({});
        QVERIFY(!added);
        QVERIFY(added.error().message.find("nothing is recorded") != std::string::npos);
        QVERIFY(m_instance->gaps()); // they are noticed all the same
    }
};

DESK_TEST(TstGapsAndMarks)
#include "tst_gapsandmarks.moc"
