use persona_synthesis::*;
fn main()->Result<()>{ let s=Study::open(std::env::args().nth(1).unwrap())?;
 for x in s.sources(){ println!("{x:?}"); }
 for p in s.placements(){ println!("{p:?}"); }
 println!("{} respondents", s.len());
 let m=IndicatorMatrix::from_study(&s)?;
 for (i,x) in m.indicators().iter().enumerate(){ println!("{:?} {:12} {:10} {:9} known {:5} {:?} {}", x.role_for(PersonaKind::User), x.facet.name(), format!("{:?}",x.measure), format!("{:?}",x.facet_origin), m.values(i).known(), x.name, x.levels.len()); }
 for f in m.findings() { if f.id()!="scale-recognised" { println!("{}: {f}", f.level()); } }
 Ok(())}
