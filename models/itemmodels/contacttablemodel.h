// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/contactphase.h"
#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/network/fleetcontacts.h"

#include <QLocale>

#include <optional>

namespace desk {

// One row per contact, sorted and filtered by the model itself: 100,000 rows in a few hundredths of a second.
// Times are given to whole seconds; ValueRole has them as qint64 (ns since 1970), durations and distances as
// double (s, degrees, days). GUI thread.
class ContactTableModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int {
        phaseColumn, // rise in ..., sets in ...; sorted by what comes next
        stationColumn,
        satelliteColumn,
        elevationColumn, // the highest
        riseColumn,
        culminationColumn,
        setColumn,
        durationColumn,
        riseAzimuthColumn,
        setAzimuthColumn,
        ageColumn, // of the elements, in days
        columnTotal,
    };

    explicit ContactTableModel(QObject *parent = nullptr);

    // Null empties it. Resets.
    void setContacts(FleetContactsPtr contacts);
    // Moves the countdown on; once a second.
    void setNow(Timestamp now);
    // Words that names and labels of the station and the satellite must hold together; see NameQuery. Resets.
    void setFilter(const QString &text);
    void setPhaseWording(Wording<ContactPhase> wording);
    void setLocale(const QLocale &locale);
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] const FleetContactsPtr &contacts() const { return m_contacts; }
    [[nodiscard]] Timestamp now() const { return m_now; }
    // What passes the filter, by rows; indices into contacts()->contacts.
    [[nodiscard]] const std::vector<std::uint32_t> &order() const { return m_order; }
    [[nodiscard]] const Contact &contactAt(int row) const { return contact(m_order[std::size_t(row)]); }
    [[nodiscard]] int rowOf(std::uint32_t contact) const; // -1 = filtered out
    [[nodiscard]] const TopologyNode &stationOf(const Contact &contact) const;
    [[nodiscard]] const TopologyNode &satelliteOf(const Contact &contact) const;

private:
    [[nodiscard]] int rows() const override { return int(m_order.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] const Contact &contact(std::uint32_t index) const { return m_contacts->contacts[index]; }
    [[nodiscard]] QVariant figure(const Contact &contact, int column) const;
    [[nodiscard]] QString display(const Contact &contact, int column) const;
    [[nodiscard]] QString tip(const Contact &contact, int column) const;
    [[nodiscard]] QString time(const std::optional<Timestamp> &time) const;
    void fill();
    void arrange();
    [[nodiscard]] std::vector<std::uint32_t> ranksOfNames() const; // by node

    FleetContactsPtr m_contacts;
    Timestamp m_now{};
    QString m_filter;
    QLocale m_locale;
    Wording<ContactPhase> m_wording;
    int m_sortColumn = riseColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<std::uint32_t> m_order;
};

} // namespace desk
