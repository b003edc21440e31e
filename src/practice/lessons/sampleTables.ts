/** Two small tables in the manner of HR schemas, with people that we made up. */
export function sampleTables(): string {
  return `
CREATE TABLE departments (
  department_id   NUMBER(4) PRIMARY KEY,
  department_name VARCHAR2(30) NOT NULL,
  location        VARCHAR2(30)
);

CREATE TABLE employees (
  employee_id   NUMBER(6) PRIMARY KEY,
  first_name    VARCHAR2(20),
  last_name     VARCHAR2(25) NOT NULL,
  email         VARCHAR2(40) NOT NULL,
  hire_date     DATE NOT NULL,
  job           VARCHAR2(20) NOT NULL,
  salary        NUMBER(8,2),
  manager_id    NUMBER(6),
  department_id NUMBER(4) REFERENCES departments
);

${departments().join("\n")}
${employees().join("\n")}
COMMIT;
`;
}

function departments(): string[] {
  return [
    [10, "Management", "Lisbon"],
    [20, "Finance", "Lisbon"],
    [30, "People", "Utrecht"],
    [40, "Research", "Graz"],
    [50, "Shipping", "Utrecht"],
    [60, "Support", "Graz"],
  ].map(
    ([id, name, location]) => `INSERT INTO departments VALUES (${id}, '${name}', '${location}');`,
  );
}

function employees(): string[] {
  return people
    .trim()
    .split("\n")
    .map((line, i) => {
      const [first = "", last = "", hired, job, salary, manager, department] = line.split(/\s+/);
      const email = `${first[0] ?? ""}${last}@example.com`.toLowerCase();
      return `INSERT INTO employees VALUES (${100 + i}, '${first}', '${last}', '${email}', DATE '${hired}', '${job}', ${salary}, ${manager}, ${department});`;
    });
}

const people = `
Ines    Duarte    2016-03-01 Director   14200 NULL 10
Tomas   Brandt    2016-05-16 Director   12800 100  20
Marta   Keller    2017-01-09 Director   12500 100  30
Oskar   Lindqvist 2016-09-12 Director   13100 100  40
Nadia   Romero    2018-02-19 Manager     9800 100  50
Pavel   Novak     2018-06-04 Manager     9500 100  60
Lucia   Ferrer    2017-11-20 Accountant  7200 101  20
Henrik  Aalto     2019-04-01 Accountant  6900 101  20
Sofia   Marchetti 2020-08-17 Analyst     7600 101  20
Jonas   Weber     2021-10-04 Analyst     7100 101  20
Elena   Petrova   2018-09-03 Recruiter   5800 102  30
Bruno   Costa     2022-01-10 Recruiter   5400 102  30
Clara   Dubois    2019-12-02 Trainer     6100 102  30
Viktor  Horvath   2017-05-15 Engineer    9900 103  40
Amelia  Santos    2018-03-26 Engineer    9400 103  40
Felix   Gruber    2019-07-08 Engineer    8800 103  40
Yara    Haddad    2020-02-03 Engineer    8600 103  40
Mikael  Berg      2021-06-21 Engineer    8100 103  40
Teresa  Molina    2023-09-11 Intern      2900 103  40
Anton   Kovac     2018-10-29 Clerk       4100 104  50
Rosa    Vieira    2019-03-18 Clerk       4000 104  50
Emil    Larsen    2020-11-09 Clerk       3900 104  50
Julia   Schmid    2021-02-15 Clerk       3900 104  50
Daniel  Ruiz      2022-05-23 Driver      3700 104  50
Karin   Nilsson   2022-07-04 Driver      3700 104  50
Leo     Fontana   2019-01-28 Agent       4800 105  60
Hanna   Virtanen  2020-05-11 Agent       4700 105  60
Marco   Bellini   2021-08-30 Agent       4600 105  60
Olga    Smirnova  2023-03-06 Agent       4500 105  60
Peter   Jansen    2024-01-15 Intern      2800 105  60
`;
