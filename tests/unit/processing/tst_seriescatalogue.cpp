// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/seriescatalogue.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstSeriesCatalogue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSeriesHasTheUnitOfItsMetricOrTheOneItsFileStates()
    {
        const SeriesId snr = series("sat-1", {}, "snr_db");
        const SeriesId link = series("sat-1", "gs-1", "snr_db");
        const SeriesId labelled = series("sat-1", {}, "snr_db", "band=\"ka\"");
        m_catalogue.add(m_dictionary.changesSince({}));
        const std::vector<SeriesCatalogue::OwnUnit> units{
            {"sat-1", "gs-1", "snr_db", "dBm"}, {"sat-2", "", "altitude_km", "m"}, {"sat-9", "", "x", "V"}};
        m_catalogue.setOwnUnits(units);
        QVERIFY(m_catalogue.unit(snr) == "dB");
        QVERIFY(m_catalogue.unit(link) == "dBm");
        QVERIFY(m_catalogue.unit(labelled) == "dB");
        QVERIFY(m_catalogue.hasOwnUnit(link) && !m_catalogue.hasOwnUnit(snr));
        // One that comes later has its own, too.
        const DictionaryCursor before = m_dictionary.published();
        const SeriesId height = series("sat-2", {}, "altitude_km");
        m_catalogue.add(m_dictionary.changesSince(before));
        QVERIFY(m_catalogue.unit(height) == "m");
        m_catalogue.setOwnUnits({});
        QVERIFY(m_catalogue.unit(link) == "dB");
        QVERIFY(m_catalogue.unit(height) == "km");
    }

private:
    SeriesId series(std::string_view node, std::string_view dst, std::string_view metric,
                    std::string_view labels = {})
    {
        const NodeId from = *m_dictionary.node(node, NodeType::satellite);
        const NodeId to = dst.empty() ? noNode : *m_dictionary.node(dst, NodeType::groundStation);
        const SeriesId id =
            *m_dictionary.seriesByName(*m_dictionary.entity(from, to), metric, ValueKind::number, labels);
        m_dictionary.publish();
        return id;
    }

    SeriesDictionary m_dictionary;
    SeriesCatalogue m_catalogue;
};

DESK_TEST(TstSeriesCatalogue)
#include "tst_seriescatalogue.moc"
