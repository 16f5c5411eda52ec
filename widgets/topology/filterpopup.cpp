// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/filterpopup.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/itemtip.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t types = std::size_t(NodeType::gpu) + 1;
constexpr std::size_t healths = std::size_t(Health::maintenance) + 1;
constexpr std::size_t severities = std::size_t(Severity::critical) + 1;
constexpr int columns = 3;

// All of them ticked is no condition, also for what may come later.
std::uint32_t bitsOf(const std::vector<QCheckBox *> &choices)
{
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i]->isChecked())
            bits |= 1U << i;
    }
    return bits + 1 == 1U << choices.size() ? NodeConditions::all : bits;
}

} // namespace

FilterPopup::FilterPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_namesLabel(new QLabel)
    , m_names(new QLineEdit)
    , m_types(addBits(types))
    , m_healths(addBits(healths))
    , m_severities(addBits(severities))
    , m_planesLabel(new QLabel)
    , m_planes(new QLineEdit)
    , m_expressionLabel(new QLabel)
    , m_expression(new QLineEdit)
    , m_refusal(new QLabel)
    , m_hide(new QCheckBox)
    , m_reset(new QPushButton)
{
    setObjectName(u"topologyFilter"_s);
    setFrameShape(QFrame::StyledPanel);
    m_names->setObjectName(u"filterNames"_s);
    m_planes->setObjectName(u"filterPlanes"_s);
    m_expression->setObjectName(u"filterExpression"_s);
    m_refusal->setObjectName(u"filterRefusal"_s);
    m_hide->setObjectName(u"filterHide"_s);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    auto *column = new QVBoxLayout(this);
    const auto addField = [column](QLabel *label, QLineEdit *field) {
        label->setBuddy(field);
        field->setClearButtonEnabled(true);
        column->addWidget(label);
        column->addWidget(field);
    };
    addField(m_namesLabel, m_names);
    for (const Bits *bits : {&m_types, &m_healths, &m_severities})
        column->addWidget(bits->box);
    addField(m_planesLabel, m_planes);
    addField(m_expressionLabel, m_expression);
    column->addWidget(m_refusal);
    column->addWidget(m_hide);
    column->addWidget(m_reset, 0, Qt::AlignRight);
    for (QLineEdit *field : {m_names, m_planes, m_expression})
        connect(field, &QLineEdit::textChanged, this, &FilterPopup::tell);
    connect(m_hide, &QCheckBox::toggled, this, &FilterPopup::tell);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        setConditions({}, m_hide->isChecked());
        tell();
    });
    retranslate();
}

FilterPopup::Bits FilterPopup::addBits(std::size_t count)
{
    Bits bits{new QGroupBox, {}};
    auto *grid = new QGridLayout(bits.box);
    for (std::size_t i = 0; i < count; ++i) {
        auto *choice = new QCheckBox;
        choice->setChecked(true);
        connect(choice, &QCheckBox::toggled, this, &FilterPopup::tell);
        grid->addWidget(choice, int(i) / columns, int(i) % columns);
        bits.choices.push_back(choice);
    }
    return bits;
}

void FilterPopup::tell()
{
    if (m_isTaking)
        return;
    NodeConditions conditions;
    conditions.names = m_names->text();
    conditions.types = bitsOf(m_types.choices);
    conditions.healths = bitsOf(m_healths.choices);
    conditions.severities = bitsOf(m_severities.choices);
    conditions.planes = m_planes->text();
    conditions.expression = m_expression->text();
    Q_EMIT changed(conditions, m_hide->isChecked());
}

void FilterPopup::setConditions(const NodeConditions &conditions, bool hideOthers)
{
    const QScopedValueRollback taking(m_isTaking, true);
    m_names->setText(conditions.names);
    m_planes->setText(conditions.planes);
    m_expression->setText(conditions.expression);
    const auto take = [](const Bits &bits, std::uint32_t value) {
        for (std::size_t i = 0; i < bits.choices.size(); ++i)
            bits.choices[i]->setChecked((value >> i & 1U) != 0);
    };
    take(m_types, conditions.types);
    take(m_healths, conditions.healths);
    take(m_severities, conditions.severities);
    m_hide->setChecked(hideOthers);
    showRefusal({});
}

void FilterPopup::showRefusal(const QString &why)
{
    m_refusal->setText(why);
    m_refusal->setVisible(!why.isEmpty());
}

void FilterPopup::retranslate()
{
    m_namesLabel->setText(tr("Name"));
    m_names->setPlaceholderText(tr("part of a name, or * and ?"));
    m_types.box->setTitle(tr("Type"));
    for (std::size_t i = 0; i < types; ++i)
        m_types.choices[i]->setText(ItemTip::typeText(NodeType(i)));
    m_healths.box->setTitle(tr("Health"));
    for (std::size_t i = 0; i < healths; ++i)
        m_healths.choices[i]->setText(ItemTip::healthText(Health(i)));
    m_severities.box->setTitle(tr("State"));
    for (std::size_t i = 0; i < severities; ++i)
        m_severities.choices[i]->setText(severityLegend(Severity(i)));
    m_planesLabel->setText(tr("Orbital planes"));
    m_planes->setPlaceholderText(tr("for example 3-5, 12"));
    m_expressionLabel->setText(tr("Expression"));
    m_expression->setPlaceholderText(u"utilization > 0.8 && links < 4"_s);
    m_expression->setToolTip(
        tr("Metrics of the node by name, and altitude_km, lat, lon, capacity_gbps, alarms "
           "(values outside their limits), links (active ones), plane, shell.\n"
           "A node that lacks one of them does not pass."));
    m_hide->setText(tr("Hide the others instead of dimming them"));
    m_reset->setText(tr("Remove the filter"));
}

} // namespace desk
