// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionbuilder.h"
#include "models/archive/sessionreader.h"
#include "models/forecast/forecastrecord.h"
#include "models/instance/recordedskill.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/forecastrig.h"

#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

// A desk that ran for more than three hours, and the recording of it: at each moment both tell the same of
// the forecasts.
class TstRecordedSkill : public QObject
{
    Q_OBJECT

    static constexpr auto length = 200min;
    static constexpr Timestamp begin{1'800'000'000s};
    const JudgingOwner always{[] { return true; }, [] { return false; }};
    QTemporaryDir m_folder;
    std::map<Timestamp, SkillRecordPtr> m_skill; // what the desk told
    std::map<Timestamp, AnomaliesPtr> m_anomalies;
    std::unique_ptr<SessionReader> m_reader;

    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "session.desk";
    }
    // An orbit's longitude goes around; the temperature leaps for a minute after an hour.
    static double valueOf(bool isLongitude, int second)
    {
        if (isLongitude)
            return std::fmod(second * 0.06 + 0.05 * std::sin(second * 0.14) + 170, 360) - 180;
        return ForecastRig::waving(begin + std::chrono::seconds(second)) +
               (second > 3600 && second <= 3660 ? 30 : 0);
    }
    static std::string textOf(const SkillRecord &record)
    {
        std::string text;
        for (const auto &span : record.spans) {
            if (span->shown.scores().empty())
                continue;
            text += std::to_string((span->begin - begin) / 1s) + ":\n";
            for (const auto &[key, score] : span->shown.scores()) {
                QString line = QStringLiteral("%1 %2 %3: %4 %5 %6, ")
                                   .arg(QString::fromStdString(key.metric))
                                   .arg(key.horizon)
                                   .arg(int(key.method))
                                   .arg(score.count())
                                   .arg(score.bands())
                                   .arg(score.neverCame());
                // A recording keeps floats.
                for (const double figure :
                     {score.meanError(), score.persistenceError(), score.coverage(), score.bandWidth()})
                    line += QString::number(figure, 'g', 3) + u' ';
                text += line.toStdString() + '\n';
            }
        }
        return text;
    }
    void judgeAll(RecordedSkill &skill, Timestamp head)
    {
        for (int steps = 0;; ++steps) {
            QVERIFY(steps < 100);
            if (!skill.step(*m_reader, head, always))
                break;
        }
    }
    void compare(const RecordedSkill &skill, Timestamp head)
    {
        const SkillRecordPtr recorded = skill.skill();
        QVERIFY(recorded->isWhole);
        QVERIFY(!m_skill[head]->spans.empty());
        QCOMPARE(QString::fromStdString(textOf(*recorded)), QString::fromStdString(textOf(*m_skill[head])));
    }

private Q_SLOTS:
    void initTestCase()
    {
        ForecastRig rig;
        auto builder = *SessionBuilder::open(file());
        SeriesDictionary &names = builder->dictionary();
        static_cast<void>(names.seriesByName(*names.entity(*names.node("z", NodeType::device)), "x",
                                             ValueKind::number, {})); // shifts the ids
        const EntityId entity = *names.entity(*names.node("a", NodeType::satellite));
        std::array<SeriesId, 2> lived{};
        std::array<SeriesId, 2> kept{};
        for (const bool isLongitude : {false, true}) {
            const char *metric = isLongitude ? "longitude_deg" : "temperature_c";
            lived[isLongitude] = rig.series("a", nullptr, metric);
            kept[isLongitude] = *names.seriesByName(entity, metric, ValueKind::number, {});
        }
        SessionLog log;
        for (int second = 1; second <= length / 1s; ++second) {
            rig.second();
            SampleBatch batch;
            batch.reception = rig.time.now();
            for (const bool isLongitude : {false, true}) {
                const double value = valueOf(isLongitude, second);
                rig.send(lived[isLongitude], value);
                batch.addSample(kept[isLongitude], value, Quality::good);
            }
            batch.endPoint(entity, nanoseconds(rig.time.now()));
            QVERIFY(builder->append(std::move(batch)));
            for (const Forecast &one : rig.engine.takeIssued())
                log.forecasts.push_back({kept[one.series == lived[1]], one.issued,
                                         std::string(forecastMethodWord(one.method)), forecastRecord(one)});
            if (second == 1200 || second == 6000 || second == length / 1s) {
                m_skill[rig.time.now()] = rig.engine.skill();
                m_anomalies[rig.time.now()] = rig.engine.anomalies();
            }
        }
        QVERIFY(log.forecasts.size() > 1000);
        QVERIFY(builder->log(std::move(log)));
        QVERIFY(builder->finish());
        auto reader = SessionReader::open(file());
        QVERIFY(reader);
        m_reader = *std::move(reader);
    }

    void tellsWhatTheDeskTold()
    {
        RecordedSkill skill;
        judgeAll(skill, begin + length);
        compare(skill, begin + length); // its first hour lies behind the two that are judged first
    }

    void followsTheHeadForwardsAndBack()
    {
        RecordedSkill skill;
        for (const auto at : {100min, 20min, 200min, 20min}) {
            judgeAll(skill, begin + at);
            compare(skill, begin + at);
        }
    }

    void playsOnFromWhereItIs()
    {
        RecordedSkill skill;
        for (auto at = 60min; at <= 100min; at += 1min)
            judgeAll(skill, begin + at);
        compare(skill, begin + 100min);
    }

    void findsTheSameAnomalies()
    {
        RecordedSkill skill;
        judgeAll(skill, begin + 100min);
        const auto found = skill.anomalies([](SeriesId recorded) { return std::optional(recorded); });
        const auto &told = m_anomalies[begin + 100min];
        QVERIFY(!told->empty());
        QCOMPARE(found->size(), told->size());
        for (std::size_t i = 0; i < found->size(); ++i) {
            QCOMPARE((*found)[i].begin, (*told)[i].begin);
            QCOMPARE((*found)[i].end, (*told)[i].end);
            QCOMPARE(float((*found)[i].score), float((*told)[i].score));
        }
        QVERIFY(skill.anomalies([](SeriesId) { return std::optional<SeriesId>(); })->empty());
    }

    // Stored during a loss of contact and delivered later: the desk had not seen them when it judged.
    void whatCameTooLateForTheDeskIsNotTaken()
    {
        const auto late = std::filesystem::path(m_folder.path().toStdString()) / "late.desk";
        auto builder = *SessionBuilder::open(late);
        SeriesDictionary &names = builder->dictionary();
        const EntityId entity = *names.entity(*names.node("a", NodeType::satellite));
        const SeriesId series = *names.seriesByName(entity, "temperature_c", ValueKind::number, {});
        const auto append = [&](int second, Timestamp reception) {
            SampleBatch batch;
            batch.reception = reception;
            batch.addSample(series, second, Quality::good);
            batch.endPoint(entity, nanoseconds(begin + std::chrono::seconds(second)));
            QVERIFY(builder->append(std::move(batch)));
        };
        append(0, begin);
        for (int second = 1; second <= 600; ++second)
            append(second, begin + 30min);
        Forecast one;
        one.series = series;
        one.end = one.issued = begin + 30s;
        one.current = 1;
        SessionLog log;
        log.forecasts = {{series, one.issued, "drift", forecastRecord(one)}};
        QVERIFY(builder->log(std::move(log)));
        QVERIFY(builder->finish());
        auto reader = SessionReader::open(late);
        QVERIFY(reader);
        for (const auto head : {20min, 60min}) {
            RecordedSkill skill;
            while (skill.step(**reader, begin + head, always)) {
            }
            const SkillSpan all = skill.skill()->over(Timestamp::min(), Timestamp::max());
            QCOMPARE(all.shown.scores().size(), std::size_t{3});
            for (const auto &[key, score] : all.shown.scores()) {
                QCOMPARE(score.count(), std::uint64_t{0});
                QCOMPARE(score.neverCame(), std::uint64_t{1});
            }
        }
    }

    void canBeGivenUp()
    {
        RecordedSkill skill;
        const JudgingOwner never{[] { return false; }, [] { return true; }};
        QVERIFY(skill.step(*m_reader, begin + 100min, never)); // begins
        QVERIFY(!skill.skill()->isWhole);
        QVERIFY(!skill.step(*m_reader, begin + 100min, never));
        QVERIFY(skill.skill()->spans.empty());
        judgeAll(skill, begin + 100min);
        compare(skill, begin + 100min);
    }

    void aHeadBeyondAllTimesIsNothing()
    {
        RecordedSkill skill;
        for (const Timestamp head : {Timestamp::min(), Timestamp::max(), begin - 24h * 365}) {
            judgeAll(skill, head);
            QVERIFY(textOf(*skill.skill()).empty());
        }
    }
};

DESK_TEST(TstRecordedSkill)
#include "tst_recordedskill.moc"
