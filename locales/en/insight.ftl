# Figures.
insight-period-wrong = “{ $period }” is not a period. Write a year, half-year, quarter or month, such as 2019, 2019-H2, 2019-Q3 or 2019-07.
insight-dimension-unknown = No figure of this programme can be split by “{ $dimension }”.

insight-province = Province
insight-district = District
insight-people = People reached
insight-period = Period
insight-previous = Period before
insight-more = { $percent }% more than in the period before
insight-less = { $percent }% less than in the period before
insight-same = as many as in the period before
insight-map-none = Nobody was reached in this period yet
insight-map-most = Most people were reached in { $place }
insight-map-most-but = Most people were reached in { $place }; { $other } not yet
insight-map-most-many = Most people were reached in { $place }; { $count } areas not yet
insight-bars-share = { $title }: { $share }% { $label }
insight-trend = { $title }: { $value } in { $period }
insight-no-outlines = There are no outlines of districts yet, so the map shows provinces. An administrator can add them with “saphan places import”.
